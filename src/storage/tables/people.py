"""People, their sessions, letters, memberships and journal."""

from typing import Any

from piccolo.columns import BigInt, Boolean, Date, ForeignKey, Integer, LazyTableReference, Text, Varchar
from piccolo.table import Table

from src.storage.tables.directory import Contract


class User(Table, tablename="app_user"):
    email = Varchar(length=254)
    email_folded = Varchar(length=254)
    family_name = Varchar(length=100)
    given_name = Varchar(length=100)
    patronymic = Varchar(length=100)
    password_hash = Varchar(length=200)
    link_version = Integer()
    created_at = BigInt()
    confirmed_at = BigInt()
    current_contract: ForeignKey[Any] = ForeignKey(
        references=LazyTableReference("Contract", module_path="src.storage.tables.directory"), null=True, default=None
    )
    phone = Varchar(length=40)
    silenced = Varchar(length=200)
    erase_at = BigInt(null=True, default=None)
    erased_at = BigInt(null=True, default=None)
    second_factor = Boolean()


class EmailChange(Table, tablename="email_change"):
    app_user = ForeignKey(references=User, null=False, default=None)
    email = Varchar(length=254)
    email_folded = Varchar(length=254)
    stamp = Varchar(length=16)
    asked_at = BigInt()
    old_at = BigInt(null=True, default=None)
    new_at = BigInt(null=True, default=None)


class Registration(Table, tablename="registration"):
    email = Varchar(length=254)
    email_folded = Varchar(length=254)
    family_name = Varchar(length=100)
    given_name = Varchar(length=100)
    patronymic = Varchar(length=100)
    password_hash = Varchar(length=200)
    consents = Varchar(length=200)
    address = Varchar(length=45)
    asked_at = BigInt()


class Consent(Table, tablename="consent"):
    app_user = ForeignKey(references=User, null=False, default=None)
    kind = Varchar(length=40)
    version = Varchar(length=20)
    given_at = BigInt()
    address = Varchar(length=45)
    withdrawn_at = BigInt(null=True, default=None)


class Session(Table, tablename="session"):
    token_hash = Varchar(length=64)
    app_user = ForeignKey(references=User, null=False, default=None)
    created_at = BigInt()
    fresh_at = BigInt()
    last_seen_at = BigInt()
    idle_until = BigInt()
    absolute_until = BigInt()
    remembered = Boolean()
    ended_at = BigInt(null=True, default=None)
    address = Varchar(length=45)
    agent = Varchar(length=300)
    family = Varchar(length=64)
    second_at = BigInt(null=True, default=None)


class KnownDevice(Table, tablename="known_device"):
    app_user = ForeignKey(references=User, null=False, default=None)
    token_hash = Varchar(length=64)
    created_at = BigInt()
    last_used_at = BigInt()


class Throttle(Table, tablename="throttle"):
    key = Varchar(length=120, primary_key=True)
    failures = Integer()
    until_at = BigInt()
    changed_at = BigInt()


class Spent(Table, tablename="spent"):
    key = Varchar(length=64, primary_key=True)
    expires_at = BigInt()


class Outbox(Table, tablename="outbox"):
    channel = Varchar(length=4)
    idem = Varchar(length=120)
    recipient = Varchar(length=254)
    subject = Varchar(length=300)
    text = Text()
    html = Text()
    state = Varchar(length=6)
    attempts = Integer()
    next_at = BigInt()
    locked_until = BigInt()
    expires_at = BigInt()
    last_error = Varchar(length=500)
    created_at = BigInt()
    sent_at = BigInt(null=True, default=None)
    unsubscribe = Varchar(length=600)


class BlockState(Table, tablename="block_state"):
    app_user = ForeignKey(references=User, null=False, default=None)
    block = Varchar(length=20)
    state = Varchar(length=6)


class Membership(Table, tablename="membership"):
    app_user = ForeignKey(references=User, null=False, default=None)
    contract = ForeignKey(references=Contract, null=False, default=None)
    role = Varchar(length=10)
    from_at = BigInt()
    until_at = BigInt(null=True, default=None)
    granted_by = ForeignKey(references=User, null=True, default=None)
    sort_key = Varchar(length=1200)
    sort_name = Varchar(length=1200)
    verified_until = Date(null=True, default=None)
    violation_on = Date(null=True, default=None)
    version = Integer(default=1)
    ended = Boolean(default=False)
    person_key = Varchar(length=600)
    open_order_on = Date(null=True, default=None)


class AccessChoice(Table, tablename="access_choice"):
    app_user = ForeignKey(references=User, null=False, default=None)
    person = ForeignKey(references=User, null=True, default=None)
    act = Varchar(length=8)
    role = Varchar(length=10)
    until_at = BigInt(null=True, default=None)
    state = Varchar(length=5)
    asked_at = BigInt()
    address = Varchar(length=45)


class AccessChosen(Table, tablename="access_chosen"):
    choice = ForeignKey(references=AccessChoice, null=False, default=None)
    contract = ForeignKey(references=Contract, null=False, default=None)
    sort_key = Varchar(length=1200)
    outcome = Varchar(length=10)


class LinkRequest(Table, tablename="link_request"):
    app_user = ForeignKey(references=User, null=False, default=None)
    contract = ForeignKey(references=Contract, null=False, default=None)
    created_at = BigInt()


class LinkCode(Table, tablename="link_code"):
    app_user = ForeignKey(references=User, null=False, default=None)
    contract = ForeignKey(references=Contract, null=False, default=None)
    code_hmac = Varchar(length=64)
    tries = Integer()
    created_at = BigInt()
    expires_at = BigInt()


class JournalLine(Table, tablename="journal_line"):
    at = BigInt()
    app_user = ForeignKey(references=User, null=True, default=None)
    contract = ForeignKey(references=Contract, null=True, default=None)
    action = Varchar(length=40)
    address = Varchar(length=45)
    details = Text()
    contract_place = BigInt(null=True, default=None)
    contract_seal = Varchar(length=64, null=True, default=None)
    account_place = BigInt(null=True, default=None)
    account_seal = Varchar(length=64, null=True, default=None)
    round = BigInt(null=True, default=None)
