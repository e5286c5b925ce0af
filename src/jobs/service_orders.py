"""Those who ordered services hear what became of them."""

from src.domain.clock import Clock
from src.jobs.worker import Job
from src.services.letters import Letters
from src.services.service_orders import state_letters
from src.web.log import say

EVERY = 5.0


def orders_are_told(letters: Letters, clock: Clock) -> Job:
    async def one_round() -> None:
        if told := await state_letters.tell(letters, clock):
            say("orders are told", letters=told)

    return Job("orders are told", EVERY, one_round)
