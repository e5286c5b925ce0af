"""A workbook for download, named in Russian."""

from typing import Final
from urllib.parse import quote

from litestar import Response

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def xlsx_answer(file: bytes, name: str, plain: str) -> Response[bytes]:
    """Both names are without ending; `plain` is ASCII, for programs that know no other (RFC 5987 gives the first)."""
    disposition = f"attachment; filename=\"{plain}.xlsx\"; filename*=UTF-8''{quote(f'{name}.xlsx', safe='')}"
    return Response(file, media_type=XLSX, headers={"Content-Disposition": disposition})
