"""Looking a draft over before it is sent: what is wrong, doubtful, empty."""

from dataclasses import dataclass, field

from src.domain.access import GuardedContract
from src.domain.journal import Actor
from src.domain.periods import Period
from src.domain.sheets import FILLED, MISTAKEN, Judged, Kind, Only, State, Wanted, judge
from src.services.readings.sheet import Head, WindowShut, find_head
from src.settings import Settings
from src.storage.readings import lines, opening_drafts, openings, sending
from src.storage.turns import in_turns

LISTED = 100
READ_AT_ONCE = 500


@dataclass
class Review:
    """What stands between a draft and its sending; lists hold at most a hundred lines, counts all. `latest`: number of
    the period's latest receipt, told where nothing is left to send."""

    head: Head
    version: int
    ready: list[Judged] = field(default_factory=list)
    mistakes: list[Judged] = field(default_factory=list)
    doubts: list[Judged] = field(default_factory=list)
    empties: list[Judged] = field(default_factory=list)
    mistaken: int = 0
    doubtful: int = 0
    empty: int = 0
    latest: str = ""

    @property
    def nothing(self) -> bool:
        """Whether no draft is left that could be sent or put right."""
        return not (self.ready or self.mistakes)

    @property
    def clear(self) -> bool:
        return not (self.mistakes or self.doubts or self.empties)

    def add(self, judged: Judged) -> None:
        if judged.state in MISTAKEN:
            self.mistaken += 1
            self.mistakes += [judged] if self.mistaken <= LISTED else []
        elif judged.state in FILLED:
            self.ready.append(judged)
            doubtful = judged.state is State.DOUBTFUL
            self.doubtful += doubtful
            self.doubts += [judged] if doubtful and self.doubtful <= LISTED else []

    @property
    def corrected(self) -> list[int]:
        """Ids of the readings whose place is taken."""
        return [each.line.sent.reading_id for each in self.ready if each.line.sent and each.in_force]

    @property
    def corrects(self) -> int | None:
        """Id of the latest receipt of which something is corrected."""
        sent = (judged.line.sent for judged in self.ready if judged.in_force)
        return max((each.receipt_id for each in sent if each and each.receipt_id), default=None)


async def show_review(
    actor: Actor, contract: GuardedContract, settings: Settings, period: Period, kind: Kind = Kind.CURRENT
) -> Review:
    """The draft looked over for its page; raises WindowShut."""
    review = await look_over(actor, contract, settings, period, kind)
    if review.nothing:
        review.latest = await sending.latest_number(contract, period, settings.time_zone, kind) or ""
    return review


async def look_over(
    actor: Actor, contract: GuardedContract, settings: Settings, period: Period, kind: Kind = Kind.CURRENT
) -> Review:
    """Judge every draft anew, outside any transaction: previous values may have changed since it was typed. Raises
    WindowShut."""
    head = await find_head(contract, settings, actor.now, period)
    if not head.open:
        raise WindowShut
    review = Review(head, head.counts.version if head.counts else 0)
    await (_add_openings if kind is Kind.OPENING else _add_lines)(review, contract)
    return review


async def _add_lines(review: Review, contract: GuardedContract) -> None:
    head, period, zone = review.head, review.head.period, review.head.zone
    drafted = await lines.drafted_rows(contract, period, zone)
    for start in range(0, len(drafted), READ_AT_ONCE):
        some = drafted[start : start + READ_AT_ONCE]
        async for line in in_turns(await lines.lines_of_rows(contract, period, zone, some)):
            review.add(judge(line))
    empties = await lines.page_of_lines(contract, period, zone, Wanted(only=Only.EMPTY), LISTED + 1)
    review.empties = [judge(line) for line in empties[:LISTED]]
    counted = head.counts.missing - review.mistaken if head.counts else 0
    review.empty = max(counted, len(empties)) if len(empties) > LISTED else len(empties)


async def _add_openings(review: Review, contract: GuardedContract) -> None:
    """Nobody is asked about those without a draft: the supplier may know them for long. A draft that the supplier's
    word has overtaken stays behind, and counts for nothing."""
    period, zone = review.head.period, review.head.zone
    drafted = await opening_drafts.drafted_registers(contract, period)
    for start in range(0, len(drafted), READ_AT_ONCE):
        some = drafted[start : start + READ_AT_ONCE]
        for line in (await openings.openings_of_registers(contract, period, zone, some)).values():
            review.add(judge(line))
