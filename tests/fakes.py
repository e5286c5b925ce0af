"""Fakes of the outside world: they do what the real ones do, in this process."""

from src.gateways.mail import Letter


class FakeMail:
    """A mail server that takes everything; `letters` holds what it took."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    async def send(self, letter: Letter) -> None:
        self.letters.append(letter)
