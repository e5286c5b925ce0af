"""Pictures of codes (QR), dark on white whatever the page's colours: cameras want it so."""

from io import BytesIO

import segno


def inline(content: str | bytes, scale: int = 4) -> str:
    """As an element of a page; its label is the page's."""
    return _code(content).svg_inline(scale=scale, border=4, dark="#000", light="#fff", svgclass=None, lineclass=None)


def picture(content: str | bytes) -> str:
    """As an SVG that stands alone."""
    out = BytesIO()
    _code(content).save(
        out, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False, svgclass=None, lineclass=None
    )
    return out.getvalue().decode("utf-8")


def _code(content: str | bytes) -> segno.QRCode:
    return segno.make(content, error="m", micro=False)
