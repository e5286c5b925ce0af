"""Why a guard turned a visitor away, beside Litestar's own 403 and 404."""


class SignedOut(Exception):
    """No living session: the person is shown the way to sign in and comes back; `seal` holds what was typed."""

    def __init__(self, seal: str = "") -> None:
        super().__init__("signed out")
        self.seal = seal


class NeedsFresh(Exception):
    """The sign-in is too long ago for this act: the person signs in again; `seal` holds what was typed."""

    def __init__(self, email: str, remembered: bool, seal: str = "") -> None:
        super().__init__("needs a fresh sign-in")
        self.email = email
        self.remembered = remembered
        self.seal = seal
