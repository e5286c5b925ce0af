"""The demo's invented people."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from src.demo.small import ADMINISTRATOR_CONTRACTS as OURS
from src.demo.small import OTHERS_CONTRACTS as OTHERS
from src.domain.access import Role
from src.gateways.passwords import Passwords
from src.services import demo_people
from src.services.demo_people import DemoPerson

ROLES = {
    Role.ADMIN: "administrator",
    Role.SUBMITTER: "submitter",
    Role.ACCOUNTANT: "accountant",
    Role.VIEWER: "viewer",
}
CAST: tuple[tuple[str, str, str, str, Role, tuple[str, ...]], ...] = (
    ("orlova@kabinet.example", "Орлова", "Нина", "Ильинична", Role.ADMIN, OURS),
    ("belov@kabinet.example", "Белов", "Пётр", "Андреевич", Role.SUBMITTER, OURS),
    ("gusev@kabinet.example", "Гусев", "Олег", "Сергеевич", Role.ACCOUNTANT, OURS),
    ("zimina@kabinet.example", "Зимина", "Ольга", "Павловна", Role.VIEWER, OURS),
    ("sosedov@kabinet.example", "Соседов", "Илья", "Игоревич", Role.ADMIN, OTHERS),
)
"""The first is the administrator; the last administers another company, where the others are strangers."""
LOGINS = [row[0] for row in CAST]


def cast(passwords: Mapping[str, str]) -> list[DemoPerson]:
    """The people with their passwords by login."""
    return [
        DemoPerson(login, passwords[login], family_name, given_name, patronymic, role, contracts)
        for login, family_name, given_name, patronymic, role, contracts in CAST
    ]


async def settle_in(people: Iterable[DemoPerson], now: datetime) -> None:
    """Each can sign in with the password that is told."""
    passwords = Passwords()
    for person in people:
        await demo_people.settle_in(person, passwords, now)
