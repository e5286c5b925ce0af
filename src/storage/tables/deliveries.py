"""The exchange folder's state."""

from piccolo.columns import BigInt, Integer, Text, Varchar
from piccolo.table import Table


class Delivery(Table, tablename="delivery"):
    name = Varchar(length=200)
    digest = Varchar(length=64)
    state = Varchar(length=8)
    step = Integer()
    line = Integer()
    accepted = Integer()
    refused = Integer()
    report_bytes = BigInt()
    started_at = BigInt()
    finished_at = BigInt(null=True, default=None)


class Outgoing(Table, tablename="outgoing"):
    number = Integer(primary_key=True)
    made_at = BigInt()
    written_at = BigInt(null=True, default=None)
    acknowledged_at = BigInt(null=True, default=None)
    form = Integer(default=1)
    digest = Varchar(length=64, default="")


class Leaving(Table, tablename="leaving"):
    noun = Varchar(length=40)
    subject = BigInt()
    line = Text()
    files = Text()
    bytes = BigInt()
    outgoing = Integer(null=True, default=None)
