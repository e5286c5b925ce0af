"""The contract that the switcher shows is kept with the person; at first it is the one that was linked first."""

STATEMENTS = (
    "ALTER TABLE app_user ADD COLUMN current_contract BIGINT REFERENCES contract (id)",
    """UPDATE app_user SET current_contract =
        (SELECT m.contract FROM membership m WHERE m.app_user = app_user.id ORDER BY m.from_at, m.id LIMIT 1)""",
)
