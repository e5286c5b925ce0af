"""Appeals for tests, as rows with files of one byte."""

from litestar import Litestar

from src.gateways.files.files import new_key
from src.storage.forms import instant_in
from tests import factories
from tests.cast import Cast


def owners(cast: Cast) -> list[tuple[int, int]]:
    """Our contract with Anna, and the stranger's."""
    return [(cast.contract.id, cast.anna.id), (cast.foreign.id, cast.dmitry.id)]


async def appeal_draft(app: Litestar, contract: int, user: int) -> tuple[int, int]:
    """A draft of this person, and a file of one byte that is joined to it."""
    told = {"contract": contract, "app_user": user, "token": f"draft-{user}", "theme": "", "text": "", "version": 1}
    draft = await factories.insert("appeal_draft", **told, changed_at=instant_in(factories.NOW))
    return draft, await joined(app, contract, "appeal_draft", draft)


async def appeals(app: Litestar, cast: Cast) -> dict[str, tuple[object, object]]:
    """An appeal of each, with a file."""
    found = []
    for contract, user in owners(cast):
        told = {"number": f"A-{user}", "token": f"sent-{user}", "theme": "other", "text": "", "state": "processing"}
        days = {"sent_at": 1, "sent_on": factories.NOW.date(), "state_at": 1, "taken_at": None, "deleted": False}
        appeal = await factories.insert("appeal", contract=contract, app_user=user, **told, **days)
        found.append((appeal, await joined(app, contract, "appeal", appeal)))
    (ours, our_file), (theirs, their_file) = found
    said = await answered(app, ours), await answered(app, theirs)
    return {"appeal_id": (ours, theirs), "attachment_id": (our_file, their_file), "answer_id": said}


async def answered(app: Litestar, appeal: int) -> int:
    """An answer with a file of one byte."""
    key = new_key("answers", factories.NOW, "pdf")
    await app.state.kit.gateways.files.put(key, b"x")
    told = {"answered_at": 1, "state": "working", "text": "", "deleted": False, "told": True}
    return await factories.insert(
        "appeal_answer", appeal=appeal, file=key, file_name="Акт.pdf", digest="", size=1, **told
    )


async def joined(app: Litestar, contract: int, thing: str, subject: int) -> int:
    key = new_key("attachments", factories.NOW, "pdf")
    await app.state.kit.gateways.files.put(key, b"x")
    told = {"name": "x.pdf", "kind": "pdf", "file": key, "size": 1, "digest": "", "app_user": None, "added_at": 1}
    return await factories.insert("attachment", contract=contract, thing=thing, subject=subject, **told)
