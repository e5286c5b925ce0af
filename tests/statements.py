"""Objections and reports as they stand in the base."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from litestar import Litestar

from src.gateways.files.files import new_key
from src.storage.forms import instant_in
from tests.acts import act as drawn_up
from tests.cast import Cast
from tests.rows import NOW, insert


async def statement(contract: int, person: int, act: int | None = None, **values: Any) -> int:
    """A draft, unless another state is given: an objection to an act, or a report without one."""
    usual = {
        "kind": "objection" if act else "report",
        "number": "",
        "state": "draft",
        "version": 1,
        "tab": "",
        "text": "Пломба цела.",
        "place": "" if act else "Склад, Ввод 1",
        "point": None,
        "noticed_at": None if act else instant_in(NOW),
        "meter": "",
        "present": "",
        "saved_at": instant_in(NOW),
        "sent_at": instant_in(NOW) if values.get("number") else None,
        "answer": "",
        "answered_at": None,
        "told": True,
    }
    return await insert("statement", contract=contract, violation=act, app_user=person, **{**usual, **values})


async def sent(contract: int, person: int, act: int | None = None, number: str = "ВН-1", **values: Any) -> int:
    return await statement(contract, person, act, **{"number": number, "state": "sent", **values})


async def for_the_walk(app: Litestar, cast: Cast) -> dict[str, tuple[object, object]]:
    """Acts with objections, and reports, each with a file."""
    found: dict[str, list[object]] = defaultdict(list)
    for contract, person in ((cast.contract.id, cast.anna.id), (cast.foreign.id, cast.dmitry.id)):
        copy = new_key("violations", NOW, "pdf")
        await app.state.kit.gateways.files.put(copy, b"%PDF")
        number = await drawn_up(contract, file=copy)
        objection = await sent(contract, person, number, f"ВН-{contract}")
        report = await sent(contract, person, number=f"СН-{contract}")
        found["act_id"].append(number)
        found["report_id"].append(report)
        found["objection_file_id"].append(await joined(app, contract, person, "objection", objection))
        found["report_photo_id"].append(await joined(app, contract, person, "report", report))
        found["draft_photo_id"].append(await photo_of_draft(app, contract, person))
    return {name: (mine, foreign) for name, (mine, foreign) in found.items()}


async def photo_of_draft(app: Litestar, contract: int, person: int) -> int:
    """Nobody but its writer sees it."""
    return await joined(app, contract, person, "report", await statement(contract, person))


async def joined(app: Litestar, contract: int, person: int, thing: str, subject: int) -> int:
    key = new_key("attachments", NOW, "jpg")
    await app.state.kit.gateways.files.put(key, b"x")
    of = {"contract": contract, "thing": thing, "subject": subject, "app_user": person}
    kept = {"name": "a.jpg", "kind": "jpg", "file": key, "size": 1, "digest": key}
    return await insert("attachment", **of, **kept, added_at=1)
