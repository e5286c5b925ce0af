"""Files that are joined to things of a contract; appeals."""

from piccolo.columns import BigInt, Boolean, Date, ForeignKey, Integer, Text, Varchar
from piccolo.table import Table

from src.storage.tables.directory import Contract
from src.storage.tables.people import User


class AttachmentRow(Table, tablename="attachment"):
    contract = ForeignKey(references=Contract, null=False, default=None)
    thing = Varchar(length=20)
    subject = BigInt()
    name = Varchar(length=130)
    kind = Varchar(length=5)
    file = Varchar(length=120)
    size = BigInt()
    digest = Varchar(length=64)
    app_user = ForeignKey(references=User, null=True, default=None)
    added_at = BigInt()


class AppealDraft(Table, tablename="appeal_draft"):
    contract = ForeignKey(references=Contract, null=False, default=None)
    app_user = ForeignKey(references=User, null=False, default=None)
    token = Varchar(length=64)
    theme = Varchar(length=20)
    text = Text()
    version = Integer()
    tab = Varchar(length=32)
    changed_at = BigInt()


class AppealRow(Table, tablename="appeal"):
    number = Varchar(length=40)
    contract = ForeignKey(references=Contract, null=False, default=None)
    app_user = ForeignKey(references=User, null=False, default=None)
    token = Varchar(length=64)
    theme = Varchar(length=20)
    text = Text()
    state = Varchar(length=10)
    sent_at = BigInt()
    sent_on = Date()
    state_at = BigInt()
    taken_at = BigInt(null=True, default=None)
    deleted = Boolean()


class AppealAnswer(Table, tablename="appeal_answer"):
    appeal = ForeignKey(references=AppealRow, null=False, default=None)
    answered_at = BigInt()
    state = Varchar(length=10)
    text = Text()
    deleted = Boolean()
    told = Boolean()
    file = Varchar(length=120, default="")
    file_name = Varchar(length=120, default="")
    digest = Varchar(length=64, default="")
    size = BigInt(default=0)
