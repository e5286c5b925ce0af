"""PDFs read back."""

import io

from pypdf import PdfReader


def text_of(data: bytes) -> str:
    """Of all pages."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data), strict=True).pages)
