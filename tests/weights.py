"""What each body may weigh, packed with brotli 5: a house test holds it on small data, `./bench` on 50 rows."""

from __future__ import annotations

from dataclasses import dataclass

KIB = 1024
GATE, START, PAGE, LIST = 4 * KIB, 6 * KIB, 5 * KIB, 8 * KIB
FRAGMENT, LIST_FRAGMENT = 3 * KIB // 2, 4 * KIB
ROBOT = 60 * KIB
HTMX_SCRIPT, OWN_SCRIPTS, SHEET_SCRIPT = 12 * KIB, 3 * KIB // 2, 11 * KIB // 8
UPLOAD_SCRIPT = KIB // 2
PASSKEY_SCRIPT = KIB // 2
RAW_STYLE = 10_000
"""Not packed."""


@dataclass(frozen=True, slots=True)
class Weight:
    """`path` may hold `{contract}`; `fragment`: as HTMX gets it."""

    path: str
    limit: int
    fragment: bool = False
    status: int = 200

    @property
    def name(self) -> str:
        return f"{self.path}{', fragment' if self.fragment else ''}"


FOR_ANYBODY = (
    Weight("/sign-in", GATE),
    Weight("/nothing-there", GATE, status=404),
    Weight("/sign-in/letter", PAGE),
    Weight("/sign-in/sent", PAGE),
    Weight("/sign-up", PAGE),
    Weight("/sign-up/sent", PAGE),
    Weight("/recovery", PAGE),
    Weight("/recovery/sent", PAGE),
    Weight("/invitation", PAGE, status=410),
    Weight("/privacy", PAGE),
    Weight("/help", PAGE),
)
FOR_MEMBERS = (
    Weight("/", START),
    Weight("/blocks/contracts", FRAGMENT, fragment=True),
    Weight("/blocks/readings", FRAGMENT, fragment=True),
    Weight("/blocks/consumption", FRAGMENT, fragment=True),
    Weight("/blocks/verification", FRAGMENT, fragment=True),
    Weight("/blocks/settlements", FRAGMENT, fragment=True),
    Weight("/profile", PAGE),
    Weight("/profile/second-factor", PAGE),
    Weight("/profile/second-factor/app", LIST),
    Weight("/profile/second-factor/passkey", PAGE),
    Weight("/contracts", LIST),
    Weight("/contracts", LIST_FRAGMENT, fragment=True),
    Weight("/contracts/{contract}/pay", PAGE),
    Weight("/contracts/{contract}/pay", FRAGMENT, fragment=True),
    Weight("/contracts/{contract}/pay/advance", PAGE),
    Weight("/contracts/switch", PAGE),
    Weight("/contracts/link", PAGE),
    Weight("/contracts/link/code", PAGE),
    Weight("/contracts/{contract}", PAGE),
    Weight("/contracts/{contract}/due", LIST),
    Weight("/contracts/{contract}/due", LIST_FRAGMENT, fragment=True),
    Weight("/contracts/{contract}/points", LIST),
    Weight("/contracts/{contract}/points", LIST_FRAGMENT, fragment=True),
    Weight("/contracts/{contract}/requests", PAGE),
    Weight("/contracts/{contract}/access", LIST),
    Weight("/contracts/{contract}/access", LIST_FRAGMENT, fragment=True),
    Weight("/contracts/{contract}/unlink", PAGE),
    Weight("/access", LIST),
    Weight("/access", LIST_FRAGMENT, fragment=True),
    Weight("/access/many", LIST),
    Weight("/contracts/{contract}/access/add", PAGE),
    Weight("/contracts/{contract}/access/invitations", PAGE),
    Weight("/contracts/{contract}/access/invitations", FRAGMENT, fragment=True),
    Weight("/contracts/{contract}/readings", LIST),
    Weight("/contracts/{contract}/readings", LIST_FRAGMENT, fragment=True),
    Weight("/contracts/{contract}/readings/opening", LIST),
    Weight("/contracts/{contract}/readings/opening", LIST_FRAGMENT, fragment=True),
    Weight("/contracts/{contract}/receipts", LIST),
    Weight("/contracts/{contract}/requisites", LIST),
    Weight("/contracts/{contract}/requisites", LIST_FRAGMENT, fragment=True),
    Weight("/contracts/{contract}/violations", LIST),
    Weight("/contracts/{contract}/violations", LIST_FRAGMENT, fragment=True),
    Weight("/contracts/{contract}/violations/totals", PAGE),
    Weight("/contracts/{contract}/violations/totals", FRAGMENT, fragment=True),
    Weight("/contracts/{contract}/violations/report", PAGE),
    Weight("/contracts/{contract}/violations/report/review", PAGE),
    Weight("/contracts/{contract}/violations/reports", LIST),
    Weight("/blocks/violations", FRAGMENT, fragment=True),
    Weight("/contracts/{contract}/requisites", LIST),
    Weight("/contracts/{contract}/requisites", LIST_FRAGMENT, fragment=True),
    Weight("/contracts/{contract}/consumption", LIST),
    Weight("/contracts/{contract}/consumption", LIST_FRAGMENT, fragment=True),
    Weight("/contracts/{contract}/consumption/totals", LIST),
    Weight("/contracts/{contract}/consumption/totals", FRAGMENT, fragment=True),
    Weight("/contracts/{contract}/history", LIST),
    Weight("/contracts/{contract}/payments", LIST),
    Weight("/contracts/{contract}/payments", LIST_FRAGMENT, fragment=True),
    Weight("/contracts/{contract}/payments/totals", PAGE),
    Weight("/contracts/{contract}/payments/totals", FRAGMENT, fragment=True),
    Weight("/contracts/{contract}/documents", LIST),
    Weight("/contracts/{contract}/documents", LIST_FRAGMENT, fragment=True),
    Weight("/contracts/{contract}/documents/totals", FRAGMENT, fragment=True),
    Weight("/contracts/{contract}/documents/reconciliation", LIST),
    Weight("/contracts/{contract}/readings/workbook", PAGE),
    Weight("/contracts/{contract}/history", LIST_FRAGMENT, fragment=True),
    Weight("/contracts/{contract}/services", LIST),
    Weight("/contracts/{contract}/services", LIST_FRAGMENT, fragment=True),
    Weight("/contracts/{contract}/services/catalogue", LIST),
    Weight("/blocks/orders", FRAGMENT, fragment=True),
    Weight("/profile/password", PAGE),
    Weight("/profile/email", PAGE),
    Weight("/profile/data", PAGE),
    Weight("/profile/export", PAGE),
    Weight("/profile/delete", PAGE),
    Weight("/profile/notices", PAGE),
    Weight("/profile/consents", LIST),
    Weight("/profile/devices", LIST),
    Weight("/profile/devices", LIST_FRAGMENT, fragment=True),
    Weight("/profile/journal", LIST),
    Weight("/profile/journal", LIST_FRAGMENT, fragment=True),
    Weight("/contracts/{contract}/journal", LIST),
    Weight("/contracts/{contract}/journal", LIST_FRAGMENT, fragment=True),
    Weight("/contacts", LIST),
    Weight("/contacts", LIST_FRAGMENT, fragment=True),
    Weight("/contacts/{contract}", PAGE),
    Weight("/contacts/{contract}", FRAGMENT, fragment=True),
)
UPLOADED = Weight("/contracts/{contract}/readings/workbook/{upload}", LIST)
RECEIPT = Weight("/contracts/{contract}/receipts/{receipt}", LIST)
REVIEW = Weight("/contracts/{contract}/readings/submit", LIST)
SAVED_ROW = Weight("/contracts/{contract}/readings, saved row", FRAGMENT, fragment=True)
