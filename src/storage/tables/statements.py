"""Objections to acts of violation, and reports of violations."""

from piccolo.columns import BigInt, Boolean, ForeignKey, Integer, Text, Varchar
from piccolo.table import Table

from src.storage.tables.directory import Contract, Point
from src.storage.tables.people import User
from src.storage.tables.violations import ViolationAct


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
