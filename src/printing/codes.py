"""Pictures of codes (QR) for documents, made by the child: it takes a third of a millisecond for each byte."""

from io import BytesIO

import segno


def picture(content: bytes) -> str:
    """An SVG that stands alone."""
    out = BytesIO()
    code = segno.make(content, error="m", micro=False)
    code.save(out, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False, svgclass=None, lineclass=None)
    return out.getvalue().decode("utf-8")
