"""Objections and reports on their way to billing: a line when one is sent, another when it is withdrawn."""

from datetime import datetime

from src.domain.access import GuardedContract
from src.domain.statements import Kind, Statement
from src.exchange import nouns
from src.exchange.violation_rows import SentObjectionRow, SentViolationReportRow
from src.services.exchange.leaving import leave
from src.services.statements.files import thing_of
from src.storage import attachments
from src.storage.statements import reading as storage


async def leave_statement(contract: GuardedContract, it: Statement, at: datetime, *, withdrawn: bool = False) -> None:
    """In the open transaction."""
    act, point, login = await storage.codes_of(it.id)
    said, status = it.said, "withdrawn" if withdrawn else "sent"
    files = [] if withdrawn else await attachments.leaving_of(contract, thing_of(it))
    if it.subject.kind is Kind.OBJECTION:
        objection = SentObjectionRow(it.number, contract.key, act, said.text, status, at, login, deleted=False)
        await leave(nouns.SENT_OBJECTIONS, objection, it.id, files)
        return
    report = SentViolationReportRow(
        it.number, contract.key, said.place, point, said.text, said.noticed_at, said.meter.value, said.present, status,
        at, login, deleted=False,
    )  # fmt: skip
    await leave(nouns.SENT_VIOLATION_REPORTS, report, it.id, files)
