"""Workbooks that people upload, what is wrong with their rows, and workbooks that are made for them."""

from piccolo.columns import BigInt, ForeignKey, Integer, Varchar
from piccolo.table import Table

from src.storage.tables.directory import Contract
from src.storage.tables.people import User


class Workbook(Table, tablename="workbook"):
    contract = ForeignKey(references=Contract, null=False, default=None)
    as_of = BigInt()
    period = Varchar(length=7)
    app_user = ForeignKey(references=User, null=False, default=None)
    address = Varchar(length=45)
    uploaded_at = BigInt()
    form = Varchar(length=40)
    digest = Varchar(length=64)
    file = Varchar(length=40)
    name = Varchar(length=200)
    state = Varchar(length=8)
    tries = Integer()
    until_at = BigInt()
    refusal = Varchar(length=20)
    place = Varchar(length=200)
    cells = Integer()
    checked = Integer()
    mistakes = Integer()
    written = Integer()
    version = Integer()
    handed = Integer(default=-1)
    kept = Integer()


class WorkbookMistake(Table, tablename="workbook_mistake"):
    workbook = ForeignKey(references=Workbook, null=False, default=None)
    line = Integer()
    cell = Varchar(length=12)
    serial = Varchar(length=40)
    typed = Varchar(length=40)
    kind = Varchar(length=30)
    bound = Varchar(length=40)
    found = Varchar(length=40)
    channel = Varchar(length=2)
    fraction_digits = Integer()


class WorkbookOrder(Table, tablename="workbook_order"):
    contract = ForeignKey(references=Contract, null=False, default=None)
    app_user = ForeignKey(references=User, null=False, default=None)
    role = Varchar(length=20)
    kind = Varchar(length=20)
    asked = Varchar(length=400)
    asked_at = BigInt()
    state = Varchar(length=8)
    tries = Integer()
    until_at = BigInt()
    done = Integer()
    lines = Integer()
    made_at = BigInt()
    file = Varchar(length=40)
