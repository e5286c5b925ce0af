"""`python -m src.sandbox.mailbox --dir FOLDER`: the first line printed is JSON with both addresses."""

import sys

from src.sandbox.mailbox.letters import Letters
from src.sandbox.mailbox.page import MailboxServer
from src.sandbox.mailbox.server import Mailbox
from src.sandbox.standing import listen, parser_of, refuses, tell


def main(arguments: list[str]) -> int:
    parser = parser_of("mailbox", "SMTP receiver with a page, for the demo", "letters")
    parser.add_argument("--smtp-port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--http-port", type=int, default=0, help="0 takes a free one")
    given = parser.parse_args(arguments)
    if refuses("The mailbox shows live links and codes to anyone on this machine"):
        return 2
    asked_to_stop = listen(given)
    letters = Letters(given.dir)
    with Mailbox(letters, MailboxServer(("127.0.0.1", given.http_port), letters), given.smtp_port) as mailbox:
        tell({"smtp_port": mailbox.smtp_port, "url": mailbox.url})
        asked_to_stop.wait()
    return 0


sys.exit(main(sys.argv[1:]))
