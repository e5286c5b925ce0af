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


def _language(document: pypdfium2.PdfDocument) -> str:
    size = raw.FPDFCatalog_GetLanguage(document, None, 0)
    buffer = (raw.FPDF_WCHAR * (size // 2 or 1))()
    raw.FPDFCatalog_GetLanguage(document, buffer, size)
    return bytes(buffer)[:size].decode("utf-16-le").rstrip("\0")
