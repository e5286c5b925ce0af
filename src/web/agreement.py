"""A text that a person agreed to has changed: asked once after signing in, before where the person was going.

Earlier consents hold until the answer; «Позже» leads on, and the next sign-in asks again. The form that came too late
(web/late.py) is carried along.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from litestar import Response

from src.domain.consents import Consent
from src.services import consents
from src.web.forms import FormErrors
from src.web.kit import AnyRequest
from src.web.late import give_back
from src.web.next import safe_next
from src.web.pages import page, see_other

TICK = "Отметьте согласие или нажмите «Позже»"


@dataclass(frozen=True, slots=True)
class AgreePage:
    """`typed` carries `next` and `kept`."""

    due: tuple[Consent, ...]
    typed: FormErrors


async def ask_first(request: AnyRequest, user_id: int, going: str, kept: str) -> Response[str] | None:
    """The page that asks; None when there is nothing to ask."""
    due = await consents.due_of(user_id)
    return _page(request, due, FormErrors({"next": safe_next(going), "kept": kept})) if due else None


def ask_again(request: AnyRequest, due: tuple[Consent, ...], fields: Mapping[str, str]) -> Response[str]:
    """Somebody agreed to less than all."""
    typed = FormErrors(fields)
    for consent in due:
        if not fields.get(field_of(consent)):
            typed = typed.wrong(field_of(consent), TICK)
    return _page(request, due, typed, 422)


def field_of(consent: Consent) -> str:
    return consent.kind.replace("-", "_")


def lead_on(request: AnyRequest, user_id: int, fields: Mapping[str, str]) -> Response[str]:
    """To where the person was going, with the form that came too late."""
    return give_back(request, fields.get("kept", ""), user_id) or see_other(request, safe_next(fields.get("next", "/")))


def _page(request: AnyRequest, due: tuple[Consent, ...], typed: FormErrors, status: int = 200) -> Response[str]:
    return page(request, "session/agree.html", AgreePage(due, typed), status=status)
