"""Photos of meters."""

from piccolo.columns import BigInt, ForeignKey, Integer, Varchar
from piccolo.table import Table

from src.storage.tables.directory import Contract, Register
from src.storage.tables.people import User
from src.storage.tables.readings import Reading


class Photo(Table, tablename="photo"):
    contract = ForeignKey(references=Contract, null=False, default=None)
    register = ForeignKey(references=Register, null=False, default=None)
    as_of = BigInt()
    reading = ForeignKey(references=Reading, null=True, default=None)
    file = Varchar(length=120)
    small = Varchar(length=120)
    digest = Varchar(length=64)
    width = Integer()
    height = Integer()
    app_user = ForeignKey(references=User, null=False, default=None)
    added_at = BigInt()
