"""What the demo's administrator has written to the supplier, and what the supplier has said to it."""

from datetime import datetime, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from src.domain.access import Action, GuardedContract
from src.domain.appeals import State, Theme
from src.domain.journal import Actor
from src.services.access import guard_contract
from src.services.demo_people import NO_ADDRESS
from src.storage import demo_people, engine, users
from src.storage.appeals import answers, sent


class Told(NamedTuple):
    """`days` ago; what was answered, in order, a day after each other."""

    days: int
    theme: Theme
    text: str
    answers: tuple[tuple[State, str], ...]


TOLD: Final = (
    Told(
        40,
        Theme.BILLS,
        "В счёте за прошлый месяц расход по вводу 2 больше, чем в наших показаниях. Просим проверить коэффициент.",
        (
            (State.WORKING, "Обращение передано в отдел расчётов."),
            (State.DONE, "Коэффициент трансформации исправлен с 1-го числа, разница учтена в следующем счёте."),
        ),
    ),
    Told(
        6,
        Theme.READINGS,
        "Прибор на складе не передаёт показания с пятницы. Нужен выезд специалиста.",
        ((State.WORKING, ""),),
    ),
    Told(1, Theme.CONTRACT, "Сменился главный бухгалтер. Какие документы прислать?", ()),
)


async def write(login: str, contract_key: str, zone: ZoneInfo, now: datetime) -> None:
    """Once: asked again it finds all of it there. Billing has it, and nobody gets a letter."""
    person, contract_id = await users.find_by_email(login), await demo_people.contract_id(contract_key)
    if person is None or contract_id is None:
        return
    contract = await guard_contract(person.id, contract_id, Action.APPEAL, now)
    for number, told in enumerate(TOLD, 1):
        async with engine.transaction():
            await _tell(contract, f"demo-{contract.id}-{number}", told, now - timedelta(days=told.days), zone)


async def _tell(contract: GuardedContract, token: str, told: Told, at: datetime, zone: ZoneInfo) -> None:
    if await sent.of_form(contract, token):
        return
    new = sent.NewAppeal(token, told.theme, told.text, at.astimezone(zone).date())
    id_, _ = await sent.add(Actor(contract.user_id, NO_ADDRESS, at), contract, new)
    await sent.mark_taken([id_], at + timedelta(minutes=1))
    given = [
        answers.NewAnswer(id_, at + timedelta(days=day), state, text, deleted=False)
        for day, (state, text) in enumerate(told.answers, 1)
    ]
    await answers.write(given)
    await answers.recount_states([id_])
    for answer in await answers.of_appeal(id_):
        await answers.mark_told(answer.id)
