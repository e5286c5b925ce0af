"""A form that is none of this contract's any more: what was typed into it begins another one."""

from dataclasses import replace

from src.routes.appeals.form import new_token
from src.routes.appeals.making import not_kept
from src.routes.appeals.views import WritingPage
from src.routes.appeals.written import Written
from src.services.appeals import sent
from src.web.front import Response, see_other


async def after_sending(written: Written, it: WritingPage, appeal_id: int) -> Response[str]:
    """It has sent its appeal already: a second click is led there, and nothing else that was typed is lost."""
    appeal = (await sent.show(written.contract, appeal_id)).appeal
    if (appeal.theme, appeal.text) == (it.typed.value("theme"), it.typed.value("text")):
        said = "sent" if written.act == "send" else "before"
        return see_other(written.request, f"{written.path}/{appeal_id}?said={said}")
    return await not_kept(written.request, _anew(replace(it, sent=appeal)), "after", 409)


async def of_another_contract(written: Written, it: WritingPage) -> Response[str]:
    """It has become a form of this one, and goes when its person says so again."""
    return await not_kept(written.request, _anew(it), "elsewhere", 409)


def _anew(it: WritingPage) -> WritingPage:
    return replace(it, token=new_token(), seen=it.seen.over(0))
