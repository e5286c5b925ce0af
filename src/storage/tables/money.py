"""Prices and payments, as they come by the exchange.

Prices are roubles a kWh without VAT, scaled by 10^6; `contract_key` is a contract's code or `*`. `number_key` is a
number folded; what payments come to is kept by contract and month.
"""

from piccolo.columns import BigInt, Boolean, Date, ForeignKey, Integer, Varchar
from piccolo.table import Table

from src.storage.tables.directory import Contract


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
