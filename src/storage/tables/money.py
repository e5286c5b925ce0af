"""Prices, payments and orders of services, as they come by the exchange; with an order that was placed here, what was
said then.

Prices are roubles a kWh without VAT, scaled by 10^6; `contract_key` is a contract's code or `*`. `number_key` is a
number folded; what payments come to is kept by contract and month.
"""

from piccolo.columns import BigInt, Boolean, Date, ForeignKey, Integer, Varchar
from piccolo.table import Table

from src.storage.tables.directory import Contract, Point, SupplyObject
from src.storage.tables.people import User


class Tariff(Table, tablename="tariff"):
    contract_key = Varchar(length=40)
    period = Varchar(length=7)
    price_category = Integer()
    voltage = Varchar(length=3)
    zone = Varchar(length=2)
    price = BigInt()
    vat_percent = Integer()
    deleted = Boolean()


class Payment(Table, tablename="payment"):
    key = Varchar(length=40)
    contract = ForeignKey(references=Contract, null=False, default=None)
    number = Varchar(length=500)
    number_key = Varchar(length=100)
    paid_on = Date(default=None)
    amount = BigInt()
    purpose = Varchar(length=500)
    portal_order = Varchar(length=40)
    deleted = Boolean()


class PaymentMonth(Table, tablename="payment_month"):
    contract = ForeignKey(references=Contract, null=False, default=None)
    period = Varchar(length=7)
    things = Integer()
    amount = BigInt()


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
