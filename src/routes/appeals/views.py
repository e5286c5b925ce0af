"""What the pages of appeals are made of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from src.domain.access import GuardedContract
from src.domain.appeals import LONGEST, STATES, THEMES, Appeal, Draft
from src.domain.attachments import MOST, Attachment
from src.domain.drafts import Seen
from src.routes.attached import Outcome
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
    """What has become of the text behind its writer's back: `said` is '' where it is kept; `seen`: the draft that the
    form goes on from."""

    path: str
    seen: Seen
    draft: Draft | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class WritingPage:
    """The form with what was typed, which stands on `seen`; `draft` None: nothing is kept yet. `said`: what has just
    become of it, `sent` being the appeal that it has become before; `outcome`: what became of its files."""

    contract: GuardedContract
    token: str
    typed: FormErrors
    seen: Seen
    draft: Draft | None = None
    files: Sequence[Attachment] = ()
    said: str = ""
    sent: Appeal | None = None
    outcome: Outcome = Outcome()

    def over(self, draft: Draft) -> "WritingPage":
        """What is typed takes the place of this draft at the next button."""
        return replace(self, draft=draft, seen=self.seen.over(draft.version))

    @property
    def path(self) -> str:
        return f"/contracts/{self.contract.id}/appeals/draft"

    @property
    def own(self) -> str:
        """The address of the draft itself."""
        return f"/contracts/{self.contract.id}/appeals/drafts/{self.draft.id if self.draft else 0}"

    @property
    def kept(self) -> Kept:
        return Kept(self.path, self.seen, None if self.said == "changed" else self.draft)

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
