"""Payments by card: what was asked of the bank, and what it said."""

from piccolo.columns import BigInt, ForeignKey, Integer, Varchar
from piccolo.table import Table

from src.storage.tables.directory import Contract
from src.storage.tables.people import User


class CardPayment(Table, tablename="card_payment"):
    number = Varchar(length=32)
    contract = ForeignKey(references=Contract, null=False, default=None)
    app_user = ForeignKey(references=User, null=False, default=None)
    kind = Varchar(length=10)
    reference = Varchar(length=40)
    live_key = Varchar(length=100, null=True, default=None)
    title = Varchar(length=200)
    amount = BigInt()
    state = Varchar(length=10)
    reason = Varchar(length=10)
    bank_order = Varchar(length=64, null=True, default=None)
    page = Varchar(length=1000)
    refunded = BigInt()
    action_code = Integer(null=True, default=None)
    started_at = BigInt()
    ends_at = BigInt()
    asked_at = BigInt()
    ask_at = BigInt(null=True, default=None)
    credited_at = BigInt(null=True, default=None)
    changed_at = BigInt()
    heard_at = BigInt(null=True, default=None)
    refunded_at = BigInt(null=True, default=None)
    refund_to = BigInt(default=0)
    refund_asked_at = BigInt(null=True, default=None)
    settled_at = BigInt(null=True, default=None)
