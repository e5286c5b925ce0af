"""Words about workbooks that people bring: why a file is not opened, what is wrong with a cell, what was read."""

from enum import StrEnum
from typing import NamedTuple


class FileFault(StrEnum):
    """Why a file is not taken at all."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    """more bytes than may be uploaded"""
    NOT_WORKBOOK = "not_workbook"
    OLD_FORMAT = "old_format"
    """.xls of Excel 97–2003"""
    OPEN_DOCUMENT = "open_document"
    BINARY = "binary"
    """.xlsb"""
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    TOO_LARGE_INSIDE = "too_large_inside"
    """unpacked it would be out of all proportion: a bomb, or somebody's archive"""
    MACROS = "macros"
    EXTERNAL_LINKS = "external_links"
    EMBEDDED = "embedded"
    """files, controls or other things that are no table"""
    UNSAFE = "unsafe"
    """an XML part with declarations of its own, or in an encoding of its own"""
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    FOREIGN = "foreign"
    """no sheet of readings in it"""
    TWO_SHEETS = "two_sheets"
    """several sheets of readings: nobody can say which one is meant"""
    NO_COLUMN = "no_column"
    TWO_COLUMNS = "two_columns"
    STRICT = "strict"
    """.xlsx by the strict half of the standard, which openpyxl does not read"""


class CellFault(StrEnum):
    """Why what stands in a cell is no value that could be judged."""

    FORMULA = "formula"
    DATE = "date"
    """the program took 12.05 for the twelfth of May"""
    PERCENT = "percent"
    """the program shows it a hundred times as large"""
    NOT_A_NUMBER = "not_a_number"
    """true, false or an error of the program such as #REF!"""
    NO_KEY = "no_key"
    """a value in a row that belongs to no register"""
    TWICE = "twice"
    """the same register in several rows"""


class WorkbookRefused(Exception):
    """The file is not taken; `place` names the part, sheet or column where there is one to name."""

    def __init__(self, fault: FileFault, place: str = "") -> None:
        super().__init__(f"{fault}: {place}" if place else str(fault))
        self.fault = fault
        self.place = place


class TypedCell(NamedTuple):
    """One value as it stands in the sheet. `key` and `serial` are what the row says of its register, `row` counts
    from 1, `cell` is `K17`; `typed` is text, numbers with a comma and never an exponent; `seen` is what the row has
    kept of the cell since it was handed out (domain/cells.py: `seen_in`)."""

    row: int
    cell: str
    key: str
    serial: str
    typed: str
    fault: CellFault | None
    seen: str = ""


class ReadSheet(NamedTuple):
    """A sheet of readings that came back: whose, of which period, handed out at which version of the sheet (-1: it does
    not say), how many registers, and the cells that are filled."""

    contract: int
    period: str
    version: int
    name: str
    registers: int
    cells: list[TypedCell]


class SheetRow(NamedTuple):
    """One register as the sheet of readings shows it: texts, for people; `value` is what is typed so far.

    `note` says why the register takes no value, and is empty where one may be typed. `previous` and `value` are digits
    with a point, or nothing. `seen`: what stood in the cell when the sheet was written, where anything did.
    """

    key: str
    object_name: str
    address: str
    point: str
    meter: str
    serial: str
    register: str
    previous: str
    previous_on: str
    ratio: str
    digits: int
    fraction_digits: int
    value: str
    note: str
    seen: str = ""


class SheetHead(NamedTuple):
    """Whose sheet it is, of which period and version; `title` and `hints` are shown, the hints on a sheet of their
    own."""

    contract: int
    period: str
    title: str
    hints: tuple[str, ...]
    version: int = 0


class Mark(NamedTuple):
    """A cell of a workbook that is to be shown in red, and what is wrong with it, in words."""

    cell: str
    words: str


class Kind(StrEnum):
    """What stands in a column of a table that goes out: texts are told apart from what a workbook counts with."""

    TEXT = "text"
    NUMBER = "number"
    """digits with a point; more than a workbook holds exactly stay text"""
    MONEY = "money"
    """the same, shown with both digits of the kopecks"""
    MOMENT = "moment"
    """an instant of the supplier's time zone without its offset, ISO"""
    DAY = "day"


class Column(NamedTuple):
    name: str
    width: int
    kind: Kind = Kind.TEXT


class Table(NamedTuple):
    """A sheet of a workbook that goes out; `columns` are told by name, width in characters and kind."""

    sheet: str
    title: str
    columns: tuple[Column, ...]
