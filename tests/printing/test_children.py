"""Printing by a child: what it says is taken in piece by piece, and nothing else is believed."""

from base64 import b64encode
from dataclasses import replace

import pytest

from src.gateways.all import DANGEROUS
from src.gateways.workshop.workshop import Workshop
from src.printing.tasks import STRETCH, Printed, Unanswered
from src.services import printing
from src.services.printing import NotPrinted, print_paper
from tests.printing.reading import read
from tests.printing.test_press import TABLE

PDF = b"%PDF-1.7\n" + b"x" * 100 + b"\n%%EOF\n"


async def test_a_document_is_made_by_a_child_within_its_limits(monkeypatch):
    rows = [["Меркурий 230", str(n)] for n in range(1000)]
    async with Workshop(DANGEROUS) as workshop:
        pdf = await print_paper(workshop, replace(TABLE, rows=rows))
        monkeypatch.setattr(printing, "CPU_SECONDS", 0.01)
        with pytest.raises(NotPrinted):
            await print_paper(workshop, replace(TABLE, rows=rows))
    assert len(pdf) > STRETCH
    assert "999" in read(pdf).text


def said(*stretches: object) -> Printed:
    printed = Printed()
    for stretch in stretches:
        printed.hear(stretch)
    return printed


def in_lines(data: bytes) -> list[str]:
    return [b64encode(data[:50]).decode(), b64encode(data[50:]).decode()]


def test_the_whole_file_is_taken():
    assert said(*in_lines(PDF)).pdf({"size": len(PDF)}) == PDF


@pytest.mark.parametrize("stretch", [7, None, ["a"], "не base64", "a"])
def test_a_stretch_of_another_shape_is_not_believed(stretch):
    with pytest.raises(Unanswered):
        said(stretch)


@pytest.mark.parametrize(
    ("data", "answer"),
    [(PDF, {}), (PDF, {"size": 1}), (b"<html>%%EOF", {"size": 11}), (PDF[:-7], {"size": len(PDF) - 7})],
)
def test_what_is_no_whole_pdf_is_not_given_to_people(data, answer):
    with pytest.raises(Unanswered):
        said(*in_lines(data)).pdf(answer)
