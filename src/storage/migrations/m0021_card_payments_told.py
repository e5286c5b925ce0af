"""Billing tells of a payment by card by the number under which the bank knows it."""

STATEMENTS = ("CREATE INDEX payment_portal_order ON payment (portal_order) WHERE portal_order <> ''",)
