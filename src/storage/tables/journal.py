"""What seals the lines of the journal: heads of chains, rounds. The lines themselves: `people.py: JournalLine`."""

from piccolo.columns import BigInt, Integer, Varchar
from piccolo.table import Table


class JournalHead(Table, tablename="journal_head"):
    chain = Varchar(length=8)
    owner = BigInt()
    place = BigInt()
    seal = Varchar(length=64)
    head_seal = Varchar(length=64)


class JournalRound(Table, tablename="journal_round"):
    number = BigInt()
    at = BigInt()
    lines = Integer()
    seal = Varchar(length=64)
