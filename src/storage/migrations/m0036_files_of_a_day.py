"""How many bytes a person has joined of late."""

STATEMENTS = ("CREATE INDEX attachment_person ON attachment (app_user, added_at)",)
