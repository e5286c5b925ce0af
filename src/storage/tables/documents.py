"""Documents, and acts of reconciliation that clients ask for."""

from piccolo.columns import BigInt, Boolean, Date, ForeignKey, Integer, Varchar
from piccolo.table import Table

from src.storage.tables.directory import Contract
from src.storage.tables.people import User


class Reconciliation(Table, tablename="reconciliation"):
    number = Varchar(length=40)
    contract = ForeignKey(references=Contract, null=False, default=None)
    since = Date(default=None)
    until = Date(default=None)
    app_user = ForeignKey(references=User, null=False, default=None)
    asked_at = BigInt()
    taken_at = BigInt(null=True, default=None)
    document = BigInt(null=True, default=None)


class Document(Table, tablename="document"):
    key = Varchar(length=40)
    contract = ForeignKey(references=Contract, null=False, default=None)
    kind = Varchar(length=30)
    number = Varchar(length=500)
    number_key = Varchar(length=100)
    issued_on = Date(default=None)
    period = Varchar(length=7)
    summed = Boolean()
    total = BigInt()
    vat = BigInt()
    file = Varchar(length=120)
    digest = Varchar(length=64)
    size = Integer()
    reconciliation = ForeignKey(references=Reconciliation, null=True, default=None)
    deleted = Boolean()


class DocumentMonth(Table, tablename="document_month"):
    contract = ForeignKey(references=Contract, null=False, default=None)
    kind = Varchar(length=30)
    period = Varchar(length=7)
    things = BigInt()
    total = BigInt()
    vat = BigInt()
