"""Codes (QR) as elements of pages, dark on white whatever the page's colours: cameras want it so."""

import asyncio

import segno


async def inline(content: str | bytes, scale: int = 4) -> str:
    """Its label is the page's. Made beside the loop: it takes some thirty milliseconds."""
    return await asyncio.to_thread(_inline, content, scale)


def _inline(content: str | bytes, scale: int) -> str:
    code = segno.make(content, error="m", micro=False)
    return code.svg_inline(scale=scale, border=4, dark="#000", light="#fff", svgclass=None, lineclass=None)
