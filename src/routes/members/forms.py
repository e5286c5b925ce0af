"""What is typed about somebody's access: a role and a last day."""

from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator

from src.domain.access import Role
from src.domain.identifiers import EMAIL_LENGTH, fold_email
from src.domain.many import Fault
from src.domain.members import LAST_YEAR, Terms, end_of
from src.services.members.changing import Shown
from src.web.front import Form, FormErrors, wrong

PAST = "Этот день уже прошёл. Чтобы закрыть доступ сейчас, отзовите его; чтобы доступ был без срока, очистите поле"
WHOSE = {
    Fault.UNKNOWN: "В договорах, где вы администратор, нет человека с таким логином. Проверьте адрес или добавьте "
    "его: ссылка под формой",
    Fault.ONESELF: "Это ваш логин. Свой доступ меняют по одному договору: в «Управлении доступом» или "
    "«Отвязать договор»",
}
"""Refusals that are about the login."""
LONG_AGO = "Укажите день от сегодняшнего до конца 2199 года или очистите поле: тогда доступ без срока"


class VersionForm(Form):
    """`version`: of the access, as the form was shown."""

    version: int = Field(ge=1, le=2**31 - 1)

    def shown(self, member_id: int) -> Shown:
        return Shown(member_id, self.version)


class TermsForm(Form):
    """`until`: the last day of access, empty for none."""

    role: Role
    until: str = Field(default="", max_length=40)

    @field_validator("until")
    @classmethod
    def check_until(cls, typed: str) -> str:
        if not typed:
            return ""
        try:
            day = date.fromisoformat(typed) if "." not in typed else date(*map(int, reversed(typed.split("."))))
        except (ValueError, TypeError, OverflowError):
            return wrong("Напишите дату, например 31.12.2026")
        if day.year > LAST_YEAR:
            return wrong(LONG_AGO)
        return day.isoformat()

    def terms(self, typed: FormErrors, now: datetime, zone: ZoneInfo) -> Terms | FormErrors:
        """The terms; or what was typed with its mistake, when the day is over."""
        if not self.until:
            return Terms(self.role)
        until = end_of(date.fromisoformat(self.until), zone)
        return Terms(self.role, until) if until > now else typed.wrong("until", PAST)


class ChangeForm(TermsForm, VersionForm):
    """New terms of an access that was shown in this version."""


class ContractForm(VersionForm):
    """The act names the contract in its form; `version`: of the access that it is about."""

    contract: int = Field(ge=1, le=2**63 - 1)


class HandOverForm(ContractForm):
    """`keep`: the role that the one who hands over keeps, '' to leave the contract."""

    member: int = Field(ge=1, le=2**63 - 1)
    keep: Literal["submitter", "accountant", "viewer", ""] = ""

    @property
    def kept(self) -> Role | None:
        return Role(self.keep) if self.keep else None


class ManyForm(TermsForm):
    """One person's access to many contracts: given in this role until this day, or withdrawn."""

    login: str = Field(min_length=1, max_length=EMAIL_LENGTH)
    act: Literal["give", "withdraw"]
    role: Role = Role.VIEWER

    @property
    def folded(self) -> str:
        """The login as it is compared, '' for no address."""
        return fold_email(self.login) or ""


class ChoiceForm(Form):
    """`stamp`: of what was shown."""

    choice: int = Field(ge=1, le=2**63 - 1)
    stamp: str = ""
