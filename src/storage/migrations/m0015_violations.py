"""Acts of violation, and beside each membership the day of its contract's newest one. `asked`: what an act's sum adds to
others, nothing where it was cancelled."""

STATEMENTS = (
    """CREATE TABLE violation (
        id {pk}, key VARCHAR(40) NOT NULL, contract BIGINT NOT NULL REFERENCES contract (id),
        number VARCHAR(500) NOT NULL, drawn_on DATE NOT NULL, kind VARCHAR(12) NOT NULL, point VARCHAR(500) NOT NULL,
        since DATE, until DATE, energy BIGINT, total BIGINT, asked BIGINT NOT NULL, status VARCHAR(9) NOT NULL, method VARCHAR(12) NOT NULL,
        power BIGINT, volts BIGINT, amperes BIGINT, cos_phi BIGINT, hours BIGINT, previous_check DATE,
        object_until DATE, place VARCHAR(500) NOT NULL, meter VARCHAR(500) NOT NULL, details VARCHAR(500) NOT NULL,
        present VARCHAR(500) NOT NULL, explanation VARCHAR(500) NOT NULL, refusal VARCHAR(500) NOT NULL,
        witnesses VARCHAR(500) NOT NULL, file VARCHAR(120) NOT NULL, digest VARCHAR(64) NOT NULL,
        size INTEGER NOT NULL, deleted BOOLEAN NOT NULL,
        CONSTRAINT violation_key_unique UNIQUE (key),
        CONSTRAINT violation_kind_known
            CHECK (kind IN ('unmetered', 'uncontracted', 'no_access', 'restriction', 'other')),
        CONSTRAINT violation_status_known CHECK (status IN ('drawn', 'invoiced', 'paid', 'cancelled')),
        CONSTRAINT violation_method_known CHECK (method IN ('', 'power', 'one_phase', 'three_phases')))""",
    "CREATE INDEX violation_listed ON violation (contract, drawn_on, id) WHERE deleted = FALSE",
    "CREATE INDEX violation_of_kind ON violation (contract, kind, drawn_on, id) WHERE deleted = FALSE",
    "ALTER TABLE membership ADD COLUMN violation_on DATE",
    """CREATE INDEX membership_violation ON membership (app_user, violation_on, contract)
        WHERE violation_on IS NOT NULL""",
)
