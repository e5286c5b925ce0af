"""What the pages of uploaded workbooks are made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from src.domain.access import GuardedContract
from src.domain.uploads import Mistake, Upload
from src.routes.readings.mistake_words import MistakeWords
from src.routes.readings.upload_words import file_words
from src.services.readings import marking, sheet, uploads
from src.web.front import AnyRequest, NotFoundException, SignedIn, kit_of
from src.web.queries import address, id_in


@dataclass(frozen=True, slots=True)
class UploadForm:
    """`key`: of this form, so that a second press is the same upload; `wrong`: why the file was not taken."""

    action: str
    key: str
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class MistakeView:
    mistake: Mistake
    words: str


@dataclass(frozen=True, slots=True)
class OutcomePage:
    """`readings`: the path of the sheet; `path`: of this upload; `later`: of the next mistakes; `said`: what has just
    stood in the way of its sending, or of its marking (`busy`, `shut`, `nothing`, `unmarked`)."""

    contract: GuardedContract
    upload: Upload
    head: sheet.Head
    readings: str
    path: str
    refusal: str
    mistakes: Sequence[MistakeView]
    later: str
    said: str


async def find_upload(contract: GuardedContract, number: int) -> Upload:
    """404 where there is none."""
    try:
        return await uploads.find(contract, number)
    except uploads.NoSuchUpload as error:
        raise NotFoundException from error


async def make_outcome(
    request: AnyRequest, contract: GuardedContract, person: SignedIn, upload: Upload, said: str = ""
) -> OutcomePage:
    kit, after = kit_of(request), id_in(request, "after")
    head = await sheet.find_head(contract, kit.settings, person.now, upload.period)
    found, later = await marking.list_mistakes(upload, min(after, 2**31 - 1)) if upload.told else ([], 0)
    words = MistakeWords(kit)
    readings = f"/contracts/{contract.id}/readings"
    path = f"{readings}/workbook/{upload.id}"
    return OutcomePage(
        contract=contract,
        upload=upload,
        head=head,
        readings=readings,
        path=path,
        refusal=file_words(upload) if upload.refusal else "",
        mistakes=[MistakeView(mistake, words(mistake)) for mistake in found],
        later=address(path, after=later) if later else "",
        said=said,
    )
