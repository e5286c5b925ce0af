"""Files that are joined to things of a contract."""

from piccolo.columns import BigInt, ForeignKey, Varchar
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
