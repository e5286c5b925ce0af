"""Payments as they come by the exchange, and what they come to by contract and month; `number_key` is the number
folded."""

from piccolo.columns import BigInt, Boolean, Date, ForeignKey, Integer, Varchar
from piccolo.table import Table

from src.storage.tables.directory import Contract


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
