"""`python -m src.sandbox.bank --dir FOLDER`: the first line printed is JSON with what a merchant must know."""

import secrets
import sys

from src.sandbox.bank.server import Bank, bank_of
from src.sandbox.standing import listen, parser_of, refuses, tell

USER = "kabinet-api"


def main(arguments: list[str]) -> int:
    parser = parser_of("bank", "a bank that takes cards, for the demo", "orders")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    given = parser.parse_args(arguments)
    if refuses("This bank takes no money and pays whatever one clicks"):
        return 2
    asked_to_stop = listen(given)
    if given.dir:
        given.dir.mkdir(parents=True, exist_ok=True)
    password, key = secrets.token_hex(16), secrets.token_hex(16)
    server = bank_of(given.port, given.dir, USER, password, key)
    with Bank(server):
        tell({"url": server.url, "user": USER, "password": password, "key": key})
        asked_to_stop.wait()
    return 0


sys.exit(main(sys.argv[1:]))
