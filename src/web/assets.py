"""Static files with the fingerprint of their content in the name: immutable, compressed once at the best quality."""

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import brotli

from src.web.compression import choose

PREFIX = "/a/"
TYPES = {
    ".js": b"text/javascript; charset=utf-8",
    ".css": b"text/css; charset=utf-8",
    ".svg": b"image/svg+xml",
    ".png": b"image/png",
}
INLINED = "portal.css"
VERSIONED = re.compile(r"-\d+\.\d+\.\d+")
"""Other people's files carry their version, and are served to the byte."""
FOREVER = b"public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: its bodies by content encoding ('' is the plain one)."""

    tag: str
    content_type: bytes
    bodies: Mapping[str, bytes]

    def answer(self, accept: str, known: bytes) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
        """Status, headers and body for this Accept-Encoding and If-None-Match."""
        encoding = choose(accept, tuple(name for name in ("br", "gzip") if name in self.bodies))
        tag = f'"{self.tag}-{encoding}"'.encode() if encoding else f'"{self.tag}"'.encode()
        headers = [(b"etag", tag), (b"cache-control", FOREVER), (b"vary", b"accept-encoding")]
        if tag in known:
            return 304, headers, b""
        body = self.bodies[encoding]
        headers += [(b"content-type", self.content_type), (b"content-length", str(len(body)).encode())]
        if encoding:
            headers.append((b"content-encoding", encoding.encode()))
        return 200, headers, body


@dataclass(frozen=True, slots=True)
class Assets:
    """The files of `static/` by address, and the CSS that stands in every page."""

    by_path: Mapping[str, Asset]
    addresses: Mapping[str, str]
    css: str

    def address(self, name: str) -> str:
        """`portal.js` → `/a/portal.1f2e3d4c5b6a.js`; KeyError for a file that is not there."""
        return self.addresses[name]


@lru_cache(maxsize=4)
def load_assets(folder: Path) -> Assets:
    """Read and compress every file of a known type; some tenths of a second, once a process."""
    by_path, addresses = {}, {}
    for path in sorted(folder.rglob("*")):
        if path.suffix not in TYPES or path.name == INLINED:
            continue
        data = path.read_bytes() if VERSIONED.search(path.name) or path.suffix != ".js" else small_js(path.read_text())
        tag = hashlib.blake2b(data, digest_size=6).hexdigest()
        name = path.relative_to(folder).as_posix()
        address = f"{PREFIX}{name.removesuffix(path.suffix)}.{tag}{path.suffix}"
        by_path[address] = Asset(tag, TYPES[path.suffix], _bodies(data))
        addresses[name] = address
    return Assets(by_path, addresses, (folder / INLINED).read_text(encoding="utf-8"))


def small_js(text: str) -> bytes:
    """Our own script without its comment lines and indents; it must not hold a text that goes over lines."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")).encode()


def _bodies(data: bytes) -> dict[str, bytes]:
    packed = {"br": brotli.compress(data, quality=11), "gzip": gzip.compress(data, 9, mtime=0)}
    return {"": data} | {name: body for name, body in packed.items() if len(body) < len(data) * 0.95}
