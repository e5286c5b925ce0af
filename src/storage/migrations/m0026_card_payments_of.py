"""Payments by card are found by the person who began them, for «Скачать мои данные»."""

STATEMENTS = ("CREATE INDEX card_payment_person ON card_payment (app_user, id)",)
