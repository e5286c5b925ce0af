"""Files that the portal makes for download, named in Russian."""

from typing import Final
from urllib.parse import quote

from litestar import Response

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF: Final = "application/pdf"


def xlsx_answer(file: bytes, name: str, plain: str) -> Response[bytes]:
    """Both names are without ending; `plain` is ASCII, for programs that know no other."""
    return _answer(file, XLSX, f"{name}.xlsx", f"{plain}.xlsx")


def pdf_answer(file: bytes, name: str, plain: str) -> Response[bytes]:
    """As `xlsx_answer`."""
    return _answer(file, PDF, f"{name}.pdf", f"{plain}.pdf")


def _answer(file: bytes, media: str, name: str, plain: str) -> Response[bytes]:
    """The first name is given by RFC 5987, and browsers prefer it."""
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(file, media_type=media, headers={"Content-Disposition": disposition})
