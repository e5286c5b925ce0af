"""Lines on their way to billing: of any noun, with the files that go along, numbered as receipts are."""

STATEMENTS = (
    """CREATE TABLE leaving (
        id {pk}, noun VARCHAR(40) NOT NULL, subject BIGINT NOT NULL, line TEXT NOT NULL, files TEXT NOT NULL,
        bytes BIGINT NOT NULL, outgoing INTEGER)""",
    "CREATE INDEX leaving_waiting ON leaving (id) WHERE outgoing IS NULL",
    "CREATE INDEX leaving_outgoing ON leaving (outgoing, id) WHERE outgoing IS NOT NULL",
)
