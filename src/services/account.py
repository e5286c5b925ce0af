"""What registration, sign-in and recovery work with."""

from dataclasses import dataclass

from src.gateways.passwords import Passwords
from src.services.captcha import Captcha
from src.services.letters import Letters
from src.services.pictures import Pictures
from src.services.signing import Signer
from src.settings import Settings


@dataclass(frozen=True, slots=True)
class Tools:
    """Made once a process. `free`: attempts before delays and «Я не робот»; `fastest`: seconds that a person needs to
    fill in a form."""

    signer: Signer
    letters: Letters
    passwords: Passwords
    captcha: Captcha
    pictures: Pictures
    free: int
    fastest: int


def letters_of(settings: Settings, base_url: str) -> Letters:
    return Letters(base_url, settings.supplier_name, settings.time_zone, Signer(settings.secret_key))


def make_tools(settings: Settings, passwords: Passwords, base_url: str) -> Tools:
    signer = Signer(settings.secret_key)
    return Tools(
        signer=signer,
        letters=letters_of(settings, base_url),
        passwords=passwords,
        captcha=Captcha(settings, signer),
        pictures=Pictures(),
        free=settings.free_attempts,
        fastest=settings.form_seconds if settings.mode == "production" else 0,  # scripts walk the demo
    )
