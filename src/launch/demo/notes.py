"""What the demo tells: `demo.json` in the data folder for programs, the same in words for people."""

import json
import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO, TypedDict

ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
"""Without letters and digits that are taken for one another."""


class Account(TypedDict):
    role: str
    login: str
    password: str


class Linkable(TypedDict):
    number: str
    inn: str
    kpp: str
    invoice_number: str
    invoice_sum: str
    email: str


class Notes(TypedDict):
    """The first account is an administrator; `contract_to_link` is still unlinked."""

    base_url: str
    mailbox_url: str
    sandboxes: dict[str, str]
    accounts: list[Account]
    contract_to_link: Linkable


def passwords(path: Path, logins: Sequence[str]) -> dict[str, str]:
    """The passwords of the last start, or new ones: they stay for the life of this copy."""
    try:
        known = {account["login"]: account["password"] for account in json.loads(path.read_text())["accounts"]}
    except (OSError, ValueError, KeyError, TypeError):
        known = {}
    return {login: known.get(login) or _new_password() for login in logins}


def _new_password() -> str:
    """About 60 bits, in three groups that are easy to type."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))


def write(path: Path, notes: Notes) -> None:
    """Renamed into place, so that nobody reads half of it; only its owner reads it at all."""
    half = path.with_suffix(".tmp")
    with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(notes, file, ensure_ascii=False, indent=2)
    half.replace(path)


def tell(out: TextIO, notes: Notes) -> None:
    lines = [f"Portal   {notes['base_url']}", f"Mailbox  {notes['mailbox_url']}"]
    lines += [*(f"{name.capitalize():8} {url}" for name, url in notes["sandboxes"].items()), ""]
    lines += [f"{a['role']:15} {a['login']:28} {a['password']}" for a in notes["accounts"]]
    contract = notes["contract_to_link"]
    lines += [
        "",
        f"To link: contract {contract['number']}, INN {contract['inn']}, KPP {contract['kpp']},",
        f"         invoice {contract['invoice_number']}, sum {contract['invoice_sum']}",
        "Ctrl-C ends it.",
    ]
    out.write("\n".join(lines) + "\n")
    out.flush()
