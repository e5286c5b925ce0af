"""Content encodings: q-values are honoured, names are not guessed from parts."""

import gzip

import brotli
import pytest

from src.web.compression import choose, pack

BOTH = ("br", "gzip")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("gzip", "gzip"),
        ("zebra", ""),
        ("", ""),
        ("identity", ""),
        ("*", "br"),
        ("*;q=0", ""),
        ("br;q=nonsense", ""),
        ("BR ; Q=1", "br"),
        ("gzip;q=1.0, *;q=0", "gzip"),
    ],
)
def test_choice(accept, chosen):
    assert choose(accept, BOTH) == chosen


def test_packing():
    body = "Показания ".encode() * 100
    assert brotli.decompress(pack(body, "br")[0]) == body
    assert gzip.decompress(pack(body, "gzip")[0]) == body
    assert pack(body, "") == (body, b"")
    assert pack(b"short", "br") == (b"short", b"")
