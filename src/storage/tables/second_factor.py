"""What the second factor is kept in."""

from piccolo.columns import BigInt, Boolean, ForeignKey, Integer, Text, Varchar
from piccolo.table import Table

from src.storage.tables.people import User


class Authenticator(Table, tablename="authenticator"):
    app_user = ForeignKey(references=User, null=False, default=None)
    seed = Varchar(length=300)
    last_step = BigInt()
    added_at = BigInt()


class Passkey(Table, tablename="passkey"):
    app_user = ForeignKey(references=User, null=False, default=None)
    credential = Varchar(length=1400)
    public_key = Text()
    signs = BigInt()
    name = Varchar(length=60)
    transports = Varchar(length=100)
    added_at = BigInt()
    used_at = BigInt(null=True, default=None)


class RecoveryCode(Table, tablename="recovery_code"):
    app_user = ForeignKey(references=User, null=False, default=None)
    place = Integer()
    hash = Varchar(length=200)
    used_at = BigInt(null=True, default=None)


class HalfSigned(Table, tablename="half_signed"):
    token_hash = Varchar(length=64)
    app_user = ForeignKey(references=User, null=False, default=None)
    event = Varchar(length=40)
    remembered = Boolean()
    tries = Integer()
    created_at = BigInt()
    until_at = BigInt()
    going = Varchar(length=500)
    kept = Text()
