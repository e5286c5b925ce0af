"""Invitations, and the contracts that they still open."""

from piccolo.columns import BigInt, ForeignKey, Integer, Varchar
from piccolo.table import Table

from src.storage.tables.directory import Contract
from src.storage.tables.people import User


class Invitation(Table, tablename="invitation"):
    email = Varchar(length=254)
    email_folded = Varchar(length=254)
    family_name = Varchar(length=100)
    given_name = Varchar(length=100)
    patronymic = Varchar(length=100)
    role = Varchar(length=10)
    until_at = BigInt(null=True, default=None)
    invited_by = ForeignKey(references=User, null=False, default=None)
    state = Varchar(length=9)
    nonce = Varchar(length=32)
    version = Integer()
    code_version = Integer()
    tries = Integer()
    sent_at = BigInt()
    touched_at = BigInt()
    accepted_by = ForeignKey(references=User, null=True, default=None)


class InvitationContract(Table, tablename="invitation_contract"):
    invitation = ForeignKey(references=Invitation, null=False, default=None)
    contract = ForeignKey(references=Contract, null=False, default=None)
    email_folded = Varchar(length=254)
