"""What is due: what billing tells of days, rates and terms, and what is counted of bills and payments."""

from piccolo.columns import BigInt, Boolean, Date, ForeignKey, Integer, Text, Varchar
from piccolo.table import Table

from src.storage.tables.directory import Contract
from src.storage.tables.people import User


class DayOff(Table, tablename="day_off"):
    day = Date(default=None)
    kind = Varchar(length=4)
    deleted = Boolean()


class KeyRate(Table, tablename="key_rate"):
    since = Date(default=None)
    percent = BigInt()
    deleted = Boolean()


class RateCap(Table, tablename="rate_cap"):
    penalty_group = Varchar(length=8)
    since = Date(default=None)
    until = Date(null=True, default=None)
    percent = BigInt(null=True, default=None)
    basis = Varchar(length=500)
    deleted = Boolean()


class PaymentTerms(Table, tablename="payment_terms"):
    payment_group = Varchar(length=8)
    since = Date(default=None)
    first_percent = Integer()
    first_day = Integer()
    second_percent = Integer()
    second_day = Integer()
    rest_day = Integer()
    basis = Varchar(length=500)
    deleted = Boolean()


class VatRate(Table, tablename="vat_rate"):
    since = Date(default=None)
    percent = Integer()
    deleted = Boolean()


class ContractTerms(Table, tablename="contract_terms"):
    contract = ForeignKey(references=Contract, null=False, default=None)
    payment_group = Varchar(length=8)
    penalty_group = Varchar(length=8)
    balance_on = Date(null=True, default=None)
    balance = BigInt()
    deleted = Boolean()


class Settled(Table, tablename="settled"):
    contract = BigInt(primary_key=True)
    since = Date(default=None)
    balance = BigInt()
    paid = Text()
    calendar = BigInt()


class MoneyDue(Table, tablename="money_due"):
    app_user = ForeignKey(references=User, null=False, default=None)
    contract = ForeignKey(references=Contract, null=False, default=None)
    due_on = Date(default=None)
    firm = Boolean()
    kopecks = BigInt()
    part = Varchar(length=14)
    period = Varchar(length=7)
    percent = Integer()
