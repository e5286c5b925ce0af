"""Acts of violation, objections to them, reports of clients."""

from piccolo.columns import BigInt, Boolean, Date, ForeignKey, Integer, Text, Varchar
from piccolo.table import Table

from src.storage.tables.directory import Contract, Point
from src.storage.tables.people import User


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


class Statement(Table, tablename="statement"):
    kind = Varchar(length=9)
    number = Varchar(length=40)
    contract = ForeignKey(references=Contract, null=False, default=None)
    violation = ForeignKey(references=ViolationAct, null=True, default=None)
    app_user = ForeignKey(references=User, null=False, default=None)
    state = Varchar(length=9)
    version = Integer()
    tab = Varchar(length=32)
    text = Text()
    place = Varchar(length=300)
    point = ForeignKey(references=Point, null=True, default=None)
    noticed_at = BigInt(null=True, default=None)
    meter = Varchar(length=5)
    present = Varchar(length=500)
    saved_at = BigInt()
    sent_at = BigInt(null=True, default=None)
    answer = Text()
    answered_at = BigInt(null=True, default=None)
    told = Boolean()
