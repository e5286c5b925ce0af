"""The supplier's services, and orders of them: what was said when it was ordered is kept with the order."""

from piccolo.columns import BigInt, Boolean, Date, ForeignKey, Integer, Varchar
from piccolo.table import Table

from src.storage.tables.directory import Contract, Point, SupplyObject
from src.storage.tables.people import User


class Service(Table, tablename="service"):
    key = Varchar(length=40)
    name = Varchar(length=500)
    description = Varchar(length=500)
    price = BigInt()
    unit = Varchar(length=500)
    vat_percent = Integer(null=True, default=None)
    conditions = Varchar(length=500)
    place = Varchar(length=6)
    sort_key = Varchar(length=1200)
    deleted = Boolean()


class ServiceOrder(Table, tablename="service_order"):
    key = Varchar(length=40)
    contract = ForeignKey(references=Contract, null=False, default=None)
    number = Varchar(length=500)
    service = ForeignKey(references=Service, null=False, default=None)
    ordered_on = Date(default=None)
    status = Varchar(length=16)
    total = BigInt()
    invoice_number = Varchar(length=500)
    invoice_on = Date(null=True, default=None)
    reason = Varchar(length=500)
    deleted = Boolean()
    app_user = ForeignKey(references=User, null=True, default=None)
    placed_at = BigInt(null=True, default=None)
    idem = Varchar(length=80, null=True, default=None)
    name = Varchar(length=500)
    unit = Varchar(length=500)
    quantity = Integer()
    price = BigInt()
    vat_percent = Integer()
    vat = BigInt()
    supply_object = ForeignKey(references=SupplyObject, null=True, default=None)
    point = ForeignKey(references=Point, null=True, default=None)
    place = Varchar(length=1100)
    wished_on = Date(null=True, default=None)
    phone = Varchar(length=20)
    comment = Varchar(length=500)
    untold = Boolean()
