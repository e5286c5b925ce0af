"""Files that are joined to what a client sends, taken from a form: as many as were chosen, each on its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from src.domain.access import GuardedContract
from src.domain.attachments import LARGEST, LARGEST_ALL, MOST, AttachmentRefused, Fault, shown_name
from src.gateways.files.files import FilesDown
from src.routes.readings.photo_views import darkroom_of
from src.services.attachments import joining, keeping
from src.web.front import (
    AnyRequest,
    SignedIn,
    silent,
)
from src.web.uploads import FileForm, Wanted

LARGEST_BODY: Final = 80 * 2**20
"""More than the files may have together: what is somewhat too large is told so by name."""
STATUS: Final = {
    Fault.TOO_OFTEN: 429,
    Fault.TOO_LARGE_A_DAY: 429,
    Fault.SENDING: 429,
    Fault.CROWDED: 503,
    Fault.DOWN: 503,
}
WANTED: Final = Wanted("file", LARGEST, MOST, LARGEST_ALL)


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken; `name`: what its sender calls it, '' where none was chosen."""

    name: str
    fault: Fault
    seconds: int = 0

    @property
    def minutes(self) -> int:
        return -(-self.seconds // 60)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many files were joined, and which were not."""

    joined: int = 0
    refused: Sequence[Refused] = ()

    @property
    def status(self) -> int:
        return STATUS.get(self.refused[0].fault, 422) if self.refused else 200

    @property
    def said(self) -> str:
        return "joined" if self.joined == 1 else "joined_some"


async def join_sent(
    request: AnyRequest, person: SignedIn, contract: GuardedContract, draft: keeping.Draft, form: FileForm
) -> Outcome:
    """The files that came with the form: what is wrong with one is no hindrance to others. Raises NotOpen."""
    refused = list(_passed_over(form))
    for brought in form.files:
        down = any(each.fault is Fault.DOWN for each in refused)
        try:
            if brought.file and not down:
                await joining.join(person.actor, contract, darkroom_of(request), draft, brought.file, brought.name)
            elif brought.file:
                refused.append(Refused(shown_name(brought.name), Fault.DOWN))
        except AttachmentRefused as refusal:
            refused.append(Refused(shown_name(brought.name), refusal.fault, refusal.seconds))
        except FilesDown as error:
            silent(error)
            refused.append(Refused(shown_name(brought.name), Fault.DOWN))
    return Outcome(max(0, len(form.files) - len(refused)), refused)


def _passed_over(form: FileForm) -> Iterator[Refused]:
    """Those that were not even written down."""
    if not form.files:
        yield Refused("", Fault.NONE)
    for number, brought in enumerate(form.files):
        if not brought.file:
            yield Refused(shown_name(brought.name), Fault.TOO_MANY if number >= MOST else Fault.ALL_TOO_LARGE)
