"""What becomes of a form of values: it is shown, saved, looked over, sent; or came after the close of the window."""

from collections.abc import Mapping
from dataclasses import replace

from src.domain.access import GuardedContract
from src.domain.cells import Cell
from src.routes.readings.form import asked_in, cells_of, read_sheet_form
from src.routes.readings.forms import ValuesForm, review_of
from src.routes.readings.making import head_of, office_of
from src.routes.readings.views import Troubles
from src.services.readings import review, saving, sending, sheet, submitting
from src.web.front import AnyRequest, NotFoundException, Part, Response, SignedIn, fragments, page, see_other
from src.web.queries import text_in


async def shown(request: AnyRequest, person: SignedIn, contract: GuardedContract, form: ValuesForm) -> Response[str]:
    made = await form.make(request, contract, await head_of(request, contract, person))
    return await fragments(request, [(form.lines, made.lines)], page=(form.page, made))


async def saved(request: AnyRequest, person: SignedIn, contract: GuardedContract, form: ValuesForm) -> Response[str]:
    """A whole page by «Сохранить», or one register as soon as it was typed."""
    head = await head_of(request, contract, person)
    cells = cells_of(await read_sheet_form(request))
    try:
        outcome = await form.save(person.actor, contract, head, cells)
    except sheet.WindowShut:
        return await _shut(request, contract, head, form, cells)
    except saving.UnknownRegister as error:
        raise NotFoundException from error
    return await _saved(request, contract, head, form, outcome)


async def looked_over(
    request: AnyRequest, person: SignedIn, contract: GuardedContract, form: ValuesForm
) -> Response[str]:
    """A page of its own, so that reload and Back ask for nothing; what it agrees to is what it shows."""
    head = await head_of(request, contract, person)
    try:
        found = await review.show_review(person.actor, contract, office_of(request).settings, head.period, form.kind)
    except sheet.WindowShut:
        return see_other(request, form.filters(request, contract, head).here())
    return page(request, "readings/review.html", review_of(request, contract, form, found, text_in(request, "key")))


async def sent(request: AnyRequest, person: SignedIn, contract: GuardedContract, form: ValuesForm) -> Response[str]:
    """What the form holds is saved first, so that nothing typed is lost without JavaScript."""
    head = await head_of(request, contract, person)
    fields = await read_sheet_form(request)
    cells, asked = cells_of(fields), replace(asked_in(fields, head.period), kind=form.kind)
    try:
        outcome = await submitting.submit(person.actor, contract, office_of(request), head, asked, cells)
    except sheet.WindowShut:
        return await _shut(request, contract, head, form, cells)
    except saving.UnknownRegister as error:
        raise NotFoundException from error
    except (sending.NothingToSend, sending.Busy) as refusal:
        return await _not_sent(request, contract, head, form, refusal)
    if isinstance(outcome, saving.Saved):
        return await _saved(request, contract, head, form, outcome)
    if isinstance(outcome, str):
        return see_other(request, f"/contracts/{contract.id}/receipts/{outcome}?said=sent")
    if outcome.mistakes:
        again = review_of(request, contract, form, outcome, asked.key)
        return page(request, "readings/review.html", again, status=422)
    said = "changed" if asked.agreed else ""
    return see_other(request, form.filters(request, contract, head).review(asked.key, said))


async def _not_sent(
    request: AnyRequest,
    contract: GuardedContract,
    head: sheet.Head,
    form: ValuesForm,
    refusal: sending.NothingToSend | sending.Busy,
) -> Response[str]:
    if isinstance(refusal, sending.NothingToSend) and refusal.number:
        return see_other(request, f"/contracts/{contract.id}/receipts/{refusal.number}?said=known")
    said = "busy" if isinstance(refusal, sending.Busy) else "nothing"
    return page(request, form.page, await form.make(request, contract, head, said), status=422)


async def _saved(
    request: AnyRequest, contract: GuardedContract, head: sheet.Head, form: ValuesForm, found: saving.Saved
) -> Response[str]:
    """The saved rows; the same page again when something is wrong with them, with both values of a changed cell."""
    head = replace(head, counts=found.counts)
    parts = form.saved_parts(contract, head, found)
    if not (found.mistaken or found.refused):
        return await fragments(request, parts, page=form.filters(request, contract, head).here(said="saved"))

    async def whole() -> Part:
        troubles = Troubles("conflict", found.conflicts, found.mistaken, tuple(found.gone.values()))
        said = "conflict" if found.refused else "mistakes"
        return form.page, await form.make(request, contract, head, said, troubles)

    return await fragments(request, parts, page=whole, status=422)


async def _shut(
    request: AnyRequest,
    contract: GuardedContract,
    head: sheet.Head,
    form: ValuesForm,
    cells: Mapping[int, Cell],
) -> Response[str]:
    """The window closed meanwhile: nothing is saved, what was typed stays to be seen."""
    typed = {id_: cell.typed for id_, cell in cells.items() if not cell.untouched}
    made = await form.make(request, contract, head, "shut", Troubles("shut", typed))
    rows = [(form.row, row) for group in made.lines.groups for row in group.rows if row.id in typed]
    parts: list[Part] = [*rows, *made.beside] or [(form.lines, made.lines)]
    return await fragments(request, parts, page=(form.page, made), status=422)
