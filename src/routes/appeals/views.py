"""What the pages of appeals are made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from src.domain.access import GuardedContract
from src.domain.appeals import LONGEST, STATES, THEMES, Draft
from src.domain.attachments import MOST, Attachment, AttachmentRefused, Fault
from src.routes.listing.views import ListView
from src.services.appeals.sent import Conversation
from src.web.front import FormErrors


@dataclass(frozen=True, slots=True)
class AppealsPage:
    """`said`: what has just become of a draft."""

    contract: GuardedContract
    list: ListView
    drafts: Sequence[Draft]
    said: str

    @property
    def themes(self) -> dict[str, str]:
        return {theme.value: words for theme, words in THEMES.items()}


@dataclass(frozen=True, slots=True)
class Kept:
    """What has become of the text behind its writer's back: `said` is '' where it is kept; `version`: of the draft
    that the form goes on from."""

    path: str
    version: int
    draft: Draft | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class WritingPage:
    """The form with what was typed; `draft` None: nothing is kept yet. `said`: what has just become of it; `refusal`:
    why a file was not taken."""

    contract: GuardedContract
    token: str
    typed: FormErrors
    draft: Draft | None = None
    files: Sequence[Attachment] = ()
    said: str = ""
    refusal: AttachmentRefused | None = None

    @property
    def path(self) -> str:
        return f"/contracts/{self.contract.id}/appeals/draft"

    @property
    def own(self) -> str:
        """The address of the draft itself."""
        return f"/contracts/{self.contract.id}/appeals/drafts/{self.draft.id if self.draft else 0}"

    @property
    def version(self) -> int:
        return self.draft.version if self.draft else 0

    @property
    def kept(self) -> Kept:
        return Kept(self.path, self.version, self.draft)

    @property
    def fault(self) -> Fault | None:
        return self.refusal.fault if self.refusal else None

    @property
    def minutes(self) -> int:
        return -(-self.refusal.seconds // 60) if self.refusal else 0

    @property
    def full(self) -> bool:
        return len(self.files) >= MOST

    @property
    def left(self) -> int:
        return LONGEST - len(self.typed.value("text"))

    @property
    def themes(self) -> dict[str, str]:
        return {theme.value: words for theme, words in THEMES.items()}


@dataclass(frozen=True, slots=True)
class AppealPage:
    contract: GuardedContract
    found: Conversation
    said: str

    @property
    def path(self) -> str:
        return f"/contracts/{self.contract.id}/appeals/{self.found.appeal.id}"

    @property
    def theme(self) -> str:
        return THEMES[self.found.appeal.theme]

    @property
    def states(self) -> dict[str, str]:
        return {state.value: words for state, words in STATES.items()}
