"""The blocks of the start page in their order; a later block is one module here, one partial, and its line below."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from src.services.blocks import consumption, contracts, orders, readings, settlements, verification, violations
from src.services.blocks.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Block:
    """`name` stands in addresses and in the base, `load` gives what its partial shows."""

    name: str
    title: str
    partial: str
    load: Callable[[Viewer], Awaitable[object]]
    wide: bool = False


BLOCKS: tuple[Block, ...] = (
    Block("contracts", "Договоры", "blocks/contracts.html", contracts.load, wide=True),
    Block("settlements", "К оплате", "blocks/settlements.html", settlements.load),
    Block("readings", "Приём показаний", "blocks/readings.html", readings.load),
    Block("consumption", "Потребление", "blocks/consumption.html", consumption.load),
    Block("orders", "Заказы", "blocks/orders.html", orders.load),
    Block("verification", "Поверка приборов", "blocks/verification.html", verification.load),
    Block("violations", "Акты нарушений", "blocks/violations.html", violations.load),
)
BY_NAME = {block.name: block for block in BLOCKS}
