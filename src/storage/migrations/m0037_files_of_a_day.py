"""How many bytes a person has joined of late."""

STATEMENTS = ("CREATE INDEX attachment_of_day ON attachment (app_user, added_at)",)
