"""Readings, receipts, and the rows derived from them and from the directory."""

from typing import Any

from piccolo.columns import BigInt, Boolean, Date, ForeignKey, Integer, Text, Varchar
from piccolo.table import Table

from src.storage.tables.directory import Contract, Installation, Meter, Point, Register, SupplyObject
from src.storage.tables.people import User


class Receipt(Table, tablename="receipt"):
    number = Varchar(length=20)
    contract = ForeignKey(references=Contract, null=False, default=None)
    as_of = BigInt()
    period = Varchar(length=7)
    sent_at = BigInt()
    app_user = ForeignKey(references=User, null=False, default=None)
    replaces: ForeignKey[Any] = ForeignKey(references="self", null=True, default=None)
    registers = Integer()
    outgoing = Integer(null=True, default=None)
    idem = Varchar(length=64)
    kind = Varchar(length=7, default="current")


class Reading(Table, tablename="reading"):
    register = ForeignKey(references=Register, null=False, default=None)
    as_of = BigInt()
    source = Varchar(length=7)
    version = Integer()
    value = BigInt()
    status = Varchar(length=14)
    reason = Varchar(length=500)
    receipt = ForeignKey(references=Receipt, null=True, default=None)
    contract = ForeignKey(references=Contract, null=True, default=None)
    counted = Text()
    deleted = Boolean()


class Draft(Table, tablename="draft"):
    register = ForeignKey(references=Register, null=False, default=None)
    as_of = BigInt()
    contract = ForeignKey(references=Contract, null=False, default=None)
    typed = Varchar(length=40)
    value = BigInt(null=True, default=None)
    confirmed = Boolean()
    version = Integer()
    app_user = ForeignKey(references=User, null=False, default=None)
    saved_at = BigInt()


class OpeningDraft(Table, tablename="opening_draft"):
    contract = ForeignKey(references=Contract, null=False, default=None)
    register = ForeignKey(references=Register, null=False, default=None)
    period = Varchar(length=7)
    as_of = BigInt()
    typed = Varchar(length=40)
    value = BigInt(null=True, default=None)
    version = Integer()
    app_user = ForeignKey(references=User, null=False, default=None)
    saved_at = BigInt()


class OpeningDue(Table, tablename="opening_due"):
    contract = ForeignKey(references=Contract, null=False, default=None)
    register = ForeignKey(references=Register, null=False, default=None)
    sort_key = Varchar(length=1200)
    before_at = BigInt()


class Rejection(Table, tablename="rejection"):
    app_user = ForeignKey(references=User, null=False, default=None)
    receipt = ForeignKey(references=Receipt, null=False, default=None)
    registers = Integer()
    reason = Varchar(length=500)


class SheetRow(Table, tablename="sheet_row"):
    contract = ForeignKey(references=Contract, null=False, default=None)
    supply_object = ForeignKey(references=SupplyObject, null=False, default=None)
    point = ForeignKey(references=Point, null=False, default=None)
    installation = ForeignKey(references=Installation, null=False, default=None)
    meter = ForeignKey(references=Meter, null=False, default=None)
    register = ForeignKey(references=Register, null=False, default=None)
    installed_on = Date(default=None)
    removed_on = Date(null=True, default=None)
    verified_until = Date(default=None)
    sort_key = Varchar(length=1200)
    search = Text()


class Sheet(Table, tablename="sheet"):
    contract = ForeignKey(references=Contract, null=False, default=None)
    as_of = BigInt()
    period = Varchar(length=7)
    needed = Integer()
    drafted = Integer()
    sent = Integer()
    refused = Integer()
    remote = Integer()
    version = Integer()


class ReadingDue(Table, tablename="reading_due"):
    app_user = ForeignKey(references=User, null=False, default=None)
    contract = ForeignKey(references=Contract, null=False, default=None)
    period = Varchar(length=7)
    sort_key = Varchar(length=1200)
    opens_at = BigInt(null=True, default=None)
    closes_at = BigInt(null=True, default=None)


class ContractMonth(Table, tablename="contract_month"):
    contract = ForeignKey(references=Contract, null=False, default=None)
    period = Varchar(length=7)
    kwh = BigInt()


class Recount(Table, tablename="recount"):
    contract = BigInt(primary_key=True)
    since_at = BigInt()
    directory = Boolean()
    months = BigInt()
    money = Boolean()
    version = BigInt()
