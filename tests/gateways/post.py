"""A post office for tests: takes letters by SMTP, and answers as it is told."""

import email
from email.policy import default

from aiosmtpd.controller import Controller


class FreePort(Controller):
    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class PostOffice:
    """`answers` maps MAIL, RCPT or DATA to what is said instead of 250; it may be changed while the office is open."""

    def __init__(self, answers=None, authenticator=None, tls_context=None):
        self.answers = answers or {}
        self.letters = []
        self.raw = []
        login = {"authenticator": authenticator, "auth_require_tls": False} if authenticator else {}
        self._controller = FreePort(self, hostname="127.0.0.1", port=0, tls_context=tls_context, **login)

    @property
    def port(self):
        return self._controller.port

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if "RCPT" in self.answers:
            return self.answers["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if "DATA" in self.answers:
            return self.answers["DATA"]
        self.raw.append(envelope.content)
        self.letters.append(email.message_from_bytes(envelope.content, policy=default))
        return "250 OK"

    def __enter__(self):
        self._controller.start()
        return self

    def __exit__(self, *error):
        self._controller.stop()
