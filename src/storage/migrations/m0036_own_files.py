"""Files that a person joined and acts of reconciliation that they asked for are found for «Скачать мои данные»."""

STATEMENTS = (
    "CREATE INDEX attachment_person ON attachment (app_user, id)",
    "CREATE INDEX reconciliation_person ON reconciliation (app_user, id)",
)
