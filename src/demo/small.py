"""The base of `./run`: one of each awkward state, and what launch must know about it."""

from pathlib import Path

from src.demo import shapes
from src.demo.delivery import write_delivery
from src.demo.plan import Plan, contract_key

NAME = "demo"

ADMINISTRATOR_CONTRACTS = tuple(contract_key(index) for index in range(len(shapes.OF_ADMINISTRATOR)))
"""Keys of the contracts that the demo's administrator gets: fewer than twenty."""
_TO_LINK = (shapes.TO_LINK, *range(len(shapes.FIRST) - shapes.SPARE, len(shapes.FIRST)))
OTHERS_CONTRACTS = tuple(contract_key(index) for index in range(shapes.TO_LINK + 1, _TO_LINK[1]))
"""Keys of contracts for the demo's other people: the administrator is a stranger there."""
CONTRACTS_TO_LINK = tuple(contract_key(index) for index in _TO_LINK)
"""Keys of the first contracts that a newcomer may link; spare.py has more."""


def write_small(inbox: Path, plan: Plan) -> Path | None:
    """The one delivery that fills the base of `./run`; None where it is there already."""
    return None if (inbox / NAME).exists() else write_delivery(inbox, NAME, plan)
