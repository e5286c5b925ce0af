"""A PDF read back: its words, what it says of itself, and the code on its first page."""

from dataclasses import dataclass

import pypdfium2
import zxingcpp
from pypdfium2 import raw


@dataclass(frozen=True)
class Read:
    text: str
    title: str
    language: str
    tagged: bool
    pages: int
    codes: tuple[bytes, ...]


def read(pdf: bytes, codes: bool = False) -> Read:
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [document[number] for number in range(len(document))]
        text = "\n".join(page.get_textpage().get_text_range() for page in pages)
        found = zxingcpp.read_barcodes(pages[0].render(scale=3).to_pil()) if codes else []
        return Read(
            text=" ".join(text.replace("\u200b", "").split()),
            title=document.get_metadata_value("Title"),
            language=_language(document),
            tagged=bool(raw.FPDFCatalog_IsTagged(document)),
            pages=len(pages),
            codes=tuple(code.bytes for code in found),
        )
    finally:
        document.close()


def drawn_over(pdf: bytes) -> list[str]:
    """Texts of the first page that lie on others."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0].get_textpage()
        places = [page.get_rect(number) for number in range(page.count_rects())]
        return [page.get_text_bounded(*one) for one in places if sum(_meet(one, other) for other in places) > 1]
    finally:
        document.close()


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Left, bottom, right, top; a hair is nothing."""
    return min(one[2], other[2]) - max(one[0], other[0]) > 1 and min(one[3], other[3]) - max(one[1], other[1]) > 1


def _language(document: pypdfium2.PdfDocument) -> str:
    size = raw.FPDFCatalog_GetLanguage(document, None, 0)
    buffer = (raw.FPDF_WCHAR * (size // 2 or 1))()
    raw.FPDFCatalog_GetLanguage(document, buffer, size)
    return bytes(buffer)[:size].decode("utf-16-le").rstrip("\0")
