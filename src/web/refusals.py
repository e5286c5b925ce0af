"""Why a guard turned a visitor away, beside Litestar's own 403 and 404."""


class SignedOut(Exception):
    """No living session: the person is shown the way to sign in and comes back; `seal` holds what was typed."""

    def __init__(self, seal: str = "") -> None:
        super().__init__("signed out")
        self.seal = seal


class NeedsFresh(Exception):
    """A remembered session must give its password before this act."""
