"""Acts of violation."""

from piccolo.columns import BigInt, Boolean, Date, ForeignKey, Integer, Varchar
from piccolo.table import Table

from src.storage.tables.directory import Contract


class ViolationAct(Table, tablename="violation"):
    key = Varchar(length=40)
    contract = ForeignKey(references=Contract, null=False, default=None)
    number = Varchar(length=500)
    drawn_on = Date(default=None)
    kind = Varchar(length=12)
    point = Varchar(length=500)
    since = Date(null=True, default=None)
    until = Date(null=True, default=None)
    energy = BigInt(null=True, default=None)
    total = BigInt(null=True, default=None)
    asked = BigInt()
    status = Varchar(length=9)
    method = Varchar(length=12)
    power = BigInt(null=True, default=None)
    volts = BigInt(null=True, default=None)
    amperes = BigInt(null=True, default=None)
    cos_phi = BigInt(null=True, default=None)
    hours = BigInt(null=True, default=None)
    previous_check = Date(null=True, default=None)
    object_until = Date(null=True, default=None)
    place = Varchar(length=500)
    meter = Varchar(length=500)
    details = Varchar(length=500)
    present = Varchar(length=500)
    explanation = Varchar(length=500)
    refusal = Varchar(length=500)
    witnesses = Varchar(length=500)
    file = Varchar(length=120)
    digest = Varchar(length=64)
    size = Integer()
    deleted = Boolean()
