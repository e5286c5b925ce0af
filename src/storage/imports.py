"""Rows of a delivery into their tables: insert or update by key, many at once, nothing where nothing changed.

Values come in the base's own forms, in the order of `Target.columns`. Rows of one call have different keys.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from src.domain.directory import Installation
from src.storage.engine import bound, execute_many, tuples
from src.storage.links import Dialect


@dataclass(frozen=True, slots=True)
class Target:
    """A table, its columns as they are given, how many of the first ones are the key, and what a new row needs more."""

    table: str
    columns: tuple[str, ...]
    keys: int = 1
    filled: tuple[tuple[str, str], ...] = ()


def _target(table: str, columns: str, keys: int = 1, **filled: str) -> Target:
    return Target(table, (*columns.split(), "deleted"), keys, tuple(filled.items()))


PARTY: Final = _target("party", "key kind name inn kpp ogrn address")
BRANCH: Final = _target("branch", "key name head address phone fax")
CURATOR: Final = _target("curator", "key name phone")
CONTRACT: Final = _target(
    "contract",
    "key party number signed_on closed_on price_category signature_required email phone branch curator",
    search="''",
    sort_key="''",
)
OBJECT: Final = _target("supply_object", "key contract name address")
POINT: Final = _target("point", "key supply_object code name power voltage flow_sign loss_kwh loss_percent loss_sign")
METER: Final = _target("meter", "key serial type verified_until state remote")
INSTALLATION: Final = _target("installation", "point meter installed_on removed_on ratio", keys=3)
REGISTER: Final = _target("register", "key meter zone channel digits fraction_digits")
WINDOW: Final = _target("submission_window", "contract_key period opens_at closes_at", keys=2)
INVOICE: Final = _target("invoice", "key contract number issued_on period total vat due_on")

TARIFF: Final = _target("tariff", "contract_key period price_category voltage zone price vat_percent", keys=5)
VIOLATION: Final = _target(
    "violation",
    "key contract number drawn_on kind point since until energy total asked status method power volts amperes cos_phi"
    " hours previous_check object_until place meter details present explanation refusal witnesses file digest size",
)
SERVICE: Final = _target("service", "key name description price unit vat_percent conditions place sort_key")

DAY_OFF: Final = _target("day_off", "day kind")
KEY_RATE: Final = _target("key_rate", "since percent")
RATE_CAP: Final = _target("rate_cap", "penalty_group since until percent basis", keys=2)
PAYMENT_TERMS: Final = _target(
    "payment_terms",
    "payment_group since first_percent first_day second_percent second_day rest_day basis",
    keys=2,
)
VAT_RATE: Final = _target("vat_rate", "since percent")
CONTRACT_TERMS: Final = _target("contract_terms", "contract payment_group penalty_group balance_on balance")
DOCUMENT: Final = _target(
    "document", "key contract kind number number_key issued_on period summed total vat file digest size reconciliation"
)


PAYMENT: Final = _target("payment", "key contract number number_key paid_on amount purpose portal_order")


async def upsert(target: Target, values: Sequence[Sequence[Any]]) -> None:
    await execute_many(_upsert_text(target, bound().dialect), values)


async def ids_of(target: Target, keys: Iterable[str]) -> dict[str, int]:
    """Ids of those of these keys that are known, hidden rows included: a row may come back."""
    sql = f"SELECT key, id FROM {target.table} WHERE key IN {among(bound().dialect)}"  # noqa: S608
    return dict(await tuples(sql, listed(keys)))


async def installations_of(points: Iterable[int], meters: Iterable[int]) -> list[Installation]:
    """All that are not hidden, at these points or of these meters."""
    kind = among(bound().dialect, "BIGINT")
    found = await tuples(
        f"""SELECT point, meter, installed_on, removed_on FROM installation
        WHERE (point IN {kind} OR meter IN {kind}) AND deleted = FALSE""",  # noqa: S608
        listed(points),
        listed(meters),
    )
    return [Installation(*row) for row in found]


def among(dialect: Dialect, kind: str = "VARCHAR") -> str:
    """A set handed over as one value by `listed`: a statement of thousands of marks costs more than it asks."""
    if dialect == "sqlite":
        return "(SELECT value FROM json_each({}))"
    return f"(SELECT CAST(value AS {kind}) FROM jsonb_array_elements_text(CAST({{}} AS JSONB)))"  # noqa: S608


def listed(values: Iterable[str] | Iterable[int]) -> str:
    return json.dumps(list(values), ensure_ascii=False)


@lru_cache
def _upsert_text(target: Target, dialect: Dialect) -> str:
    key, rest = target.columns[: target.keys], target.columns[target.keys :]
    marks = ", ".join(["{}"] * len(target.columns) + [value for _, value in target.filled])
    columns = ", ".join((*target.columns, *(column for column, _ in target.filled)))
    changes = ", ".join(f"{column} = excluded.{column}" for column in rest)
    return (
        f"INSERT INTO {target.table} ({columns}) VALUES ({marks}) "  # noqa: S608
        f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changes} WHERE {differs(target.table, rest, dialect)}"
    )


def differs(table: str, columns: Sequence[str], dialect: Dialect) -> str:
    """Whether the row that is there is another than the one that came, empty values included."""
    old, new = (", ".join(f"{name}.{column}" for column in columns) for name in (table, "excluded"))
    return f"({old}) {'IS NOT' if dialect == 'sqlite' else 'IS DISTINCT FROM'} ({new})"
