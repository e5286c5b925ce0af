"""Small files as billing sends them beside its rows."""

import io
import zipfile

from openpyxl import Workbook

from src.demo.papers import pdf


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("a.txt", "a")
    return out.getvalue()


def _xlsx() -> bytes:
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


PDF = pdf("Счёт № 1", ["сто рублей"])
OTHER_PDF = pdf("Счёт № 2", ["двести рублей"])
ZIP = _zip()
XLSX = _xlsx()
