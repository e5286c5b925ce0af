"""The supplier's services and orders of them. `membership.open_order_on`: the day of the contract's newest open order,
for the block of the start page; whoever may not see sums has it too, but not in the index.
"""

_OPEN = "('placed', 'awaiting_payment', 'paid', 'in_work')"

STATEMENTS = (
    """CREATE TABLE service (
        id {pk}, key VARCHAR(40) NOT NULL, name VARCHAR(500) NOT NULL, description VARCHAR(500) NOT NULL,
        price BIGINT NOT NULL, unit VARCHAR(500) NOT NULL, vat_percent INTEGER, conditions VARCHAR(500) NOT NULL,
        place VARCHAR(6) NOT NULL, sort_key VARCHAR(1200) {c} NOT NULL, deleted BOOLEAN NOT NULL,
        CONSTRAINT service_key_unique UNIQUE (key),
        CONSTRAINT service_place_known CHECK (place IN ('none', 'object', 'point')),
        CONSTRAINT service_price_sane CHECK (price >= 0))""",
    "CREATE INDEX service_listed ON service (sort_key, id) WHERE deleted = FALSE",
    """CREATE TABLE service_order (
        id {pk}, key VARCHAR(40) NOT NULL, contract BIGINT NOT NULL REFERENCES contract (id),
        number VARCHAR(500) NOT NULL, service BIGINT NOT NULL REFERENCES service (id), ordered_on DATE NOT NULL,
        status VARCHAR(16) NOT NULL, total BIGINT NOT NULL, invoice_number VARCHAR(500) NOT NULL, invoice_on DATE,
        reason VARCHAR(500) NOT NULL, deleted BOOLEAN NOT NULL,
        app_user BIGINT REFERENCES app_user (id), placed_at BIGINT, idem VARCHAR(80), name VARCHAR(500) NOT NULL,
        unit VARCHAR(500) NOT NULL, quantity INTEGER NOT NULL, price BIGINT NOT NULL, vat_percent INTEGER NOT NULL,
        vat BIGINT NOT NULL, supply_object BIGINT REFERENCES supply_object (id), point BIGINT REFERENCES point (id),
        place VARCHAR(1100) NOT NULL, wished_on DATE, phone VARCHAR(20) NOT NULL, comment VARCHAR(500) NOT NULL,
        untold BOOLEAN NOT NULL,
        CONSTRAINT service_order_key_unique UNIQUE (key), CONSTRAINT service_order_idem_unique UNIQUE (idem),
        CONSTRAINT service_order_total_sane CHECK (total >= 0),
        CONSTRAINT service_order_status_known CHECK (status IN
            ('placed', 'awaiting_payment', 'paid', 'in_work', 'done', 'cancelled', 'rejected')))""",
    # pages, newest first: all, and those of a state; both hold what totals add up
    "CREATE INDEX service_order_page ON service_order (contract, ordered_on, id, total) WHERE deleted = FALSE",
    "CREATE INDEX service_order_state ON service_order (contract, status, ordered_on, id, total) WHERE deleted = FALSE",
    f"""CREATE INDEX service_order_open ON service_order (contract, ordered_on, id)
        WHERE deleted = FALSE AND status IN {_OPEN}""",
    "CREATE INDEX service_order_person ON service_order (app_user, id) WHERE app_user IS NOT NULL",
    "CREATE INDEX service_order_untold ON service_order (app_user, id) WHERE untold = TRUE",
    "ALTER TABLE membership ADD COLUMN open_order_on DATE",
    """CREATE INDEX membership_open_order ON membership (app_user, open_order_on DESC, contract)
        WHERE open_order_on IS NOT NULL AND ended = FALSE AND role <> 'submitter'""",
)
