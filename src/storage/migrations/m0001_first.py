"""The first schema.

`{pk}` and `{c}` are what differs between the engines: the key that counts up by itself, and PostgreSQL's
byte-order collation (SQLite's BINARY is the same order). Instants are microseconds since 1970 UTC, readings, energy,
power, coefficients and percents are scaled by 10^6, money is in kopecks: see docs/decisions/0004-exact-numbers.md.
"""

STATEMENTS = (
    # the supplier's directory, as it comes by the exchange; `key` is the supplier's own code of the thing
    """CREATE TABLE party (
        id {pk}, key VARCHAR(40) NOT NULL, kind VARCHAR(8) NOT NULL, name VARCHAR(500) NOT NULL,
        inn VARCHAR(12) NOT NULL, kpp VARCHAR(9) NOT NULL, ogrn VARCHAR(15) NOT NULL, address VARCHAR(500) NOT NULL,
        deleted BOOLEAN NOT NULL,
        CONSTRAINT party_key_unique UNIQUE (key), CONSTRAINT party_kind_known CHECK (kind IN ('legal', 'sole')))""",
    """CREATE TABLE branch (
        id {pk}, key VARCHAR(40) NOT NULL, name VARCHAR(500) NOT NULL, head VARCHAR(500) NOT NULL,
        address VARCHAR(500) NOT NULL, phone VARCHAR(500) NOT NULL, fax VARCHAR(500) NOT NULL, deleted BOOLEAN NOT NULL,
        CONSTRAINT branch_key_unique UNIQUE (key))""",
    """CREATE TABLE curator (
        id {pk}, key VARCHAR(40) NOT NULL, name VARCHAR(500) NOT NULL, phone VARCHAR(500) NOT NULL,
        deleted BOOLEAN NOT NULL, CONSTRAINT curator_key_unique UNIQUE (key))""",
    """CREATE TABLE contract (
        id {pk}, key VARCHAR(40) NOT NULL, party BIGINT NOT NULL REFERENCES party (id), number VARCHAR(500) NOT NULL,
        signed_on DATE NOT NULL, closed_on DATE, price_category INTEGER NOT NULL, signature_required BOOLEAN NOT NULL,
        email VARCHAR(500) NOT NULL, phone VARCHAR(500) NOT NULL,
        branch BIGINT REFERENCES branch (id), curator BIGINT REFERENCES curator (id),
        search TEXT {c} NOT NULL, sort_key VARCHAR(1200) {c} NOT NULL, sort_name VARCHAR(1200) {c} NOT NULL DEFAULT '',
        dues TEXT NOT NULL DEFAULT '', windows TEXT NOT NULL DEFAULT '', deleted BOOLEAN NOT NULL,
        CONSTRAINT contract_key_unique UNIQUE (key),
        CONSTRAINT contract_category_known CHECK (price_category BETWEEN 1 AND 6))""",
    "CREATE INDEX contract_number ON contract (number)",
    "CREATE INDEX contract_party ON contract (party)",
    """CREATE TABLE supply_object (
        id {pk}, key VARCHAR(40) NOT NULL, contract BIGINT NOT NULL REFERENCES contract (id),
        name VARCHAR(500) NOT NULL, address VARCHAR(500) NOT NULL, deleted BOOLEAN NOT NULL,
        CONSTRAINT supply_object_key_unique UNIQUE (key))""",
    "CREATE INDEX supply_object_contract ON supply_object (contract)",
    """CREATE TABLE point (
        id {pk}, key VARCHAR(40) NOT NULL, supply_object BIGINT NOT NULL REFERENCES supply_object (id),
        code VARCHAR(40) NOT NULL, name VARCHAR(500) NOT NULL, power BIGINT NOT NULL, voltage VARCHAR(3) NOT NULL,
        flow_sign INTEGER NOT NULL, loss_kwh BIGINT NOT NULL, loss_percent BIGINT NOT NULL, loss_sign INTEGER NOT NULL,
        deleted BOOLEAN NOT NULL,
        CONSTRAINT point_key_unique UNIQUE (key),
        CONSTRAINT point_voltage_known CHECK (voltage IN ('VN', 'SN1', 'SN2', 'NN')),
        CONSTRAINT point_signs_known CHECK (flow_sign IN (1, -1) AND loss_sign IN (1, -1)))""",
    "CREATE INDEX point_supply_object ON point (supply_object)",
    """CREATE TABLE meter (
        id {pk}, key VARCHAR(40) NOT NULL, serial VARCHAR(40) NOT NULL, type VARCHAR(500) NOT NULL,
        verified_until DATE, state VARCHAR(8) NOT NULL, remote BOOLEAN NOT NULL, deleted BOOLEAN NOT NULL,
        CONSTRAINT meter_key_unique UNIQUE (key), CONSTRAINT meter_state_known CHECK (state IN ('working', 'faulty')))""",
    """CREATE TABLE installation (
        id {pk}, point BIGINT NOT NULL REFERENCES point (id), meter BIGINT NOT NULL REFERENCES meter (id),
        installed_on DATE NOT NULL, removed_on DATE, ratio BIGINT NOT NULL, deleted BOOLEAN NOT NULL,
        CONSTRAINT installation_unique UNIQUE (point, meter, installed_on),
        CONSTRAINT installation_ratio_positive CHECK (ratio > 0))""",
    "CREATE INDEX installation_meter ON installation (meter)",
    """CREATE TABLE register (
        id {pk}, key VARCHAR(40) NOT NULL, meter BIGINT NOT NULL REFERENCES meter (id), zone VARCHAR(2) NOT NULL,
        channel VARCHAR(2) NOT NULL, digits INTEGER NOT NULL, fraction_digits INTEGER NOT NULL, deleted BOOLEAN NOT NULL,
        CONSTRAINT register_key_unique UNIQUE (key),
        CONSTRAINT register_zone_known CHECK (zone IN ('T0', 'T1', 'T2', 'T3')),
        CONSTRAINT register_channel_known CHECK (channel IN ('A+', 'A-', 'R+', 'R-')),
        CONSTRAINT register_digits_sane CHECK (digits BETWEEN 1 AND 9 AND fraction_digits BETWEEN 0 AND 6))""",
    "CREATE INDEX register_meter ON register (meter)",
    """CREATE TABLE submission_window (
        id {pk}, contract_key VARCHAR(40) NOT NULL, period VARCHAR(7) NOT NULL, opens_at BIGINT NOT NULL,
        closes_at BIGINT NOT NULL, deleted BOOLEAN NOT NULL,
        CONSTRAINT submission_window_unique UNIQUE (contract_key, period),
        CONSTRAINT submission_window_half_open CHECK (opens_at < closes_at))""",
    """CREATE TABLE invoice (
        id {pk}, key VARCHAR(40) NOT NULL, contract BIGINT NOT NULL REFERENCES contract (id),
        number VARCHAR(500) NOT NULL, issued_on DATE NOT NULL, period VARCHAR(7) NOT NULL, total BIGINT NOT NULL,
        vat BIGINT NOT NULL, due_on DATE NOT NULL, deleted BOOLEAN NOT NULL,
        CONSTRAINT invoice_key_unique UNIQUE (key))""",
    "CREATE INDEX invoice_contract_issued ON invoice (contract, issued_on, id)",
    # people
    """CREATE TABLE app_user (
        id {pk}, email VARCHAR(254) NOT NULL, email_folded VARCHAR(254) NOT NULL, family_name VARCHAR(100) NOT NULL,
        given_name VARCHAR(100) NOT NULL, patronymic VARCHAR(100) NOT NULL, password_hash VARCHAR(200) NOT NULL,
        link_version INTEGER NOT NULL, created_at BIGINT NOT NULL, confirmed_at BIGINT NOT NULL,
        CONSTRAINT app_user_email_unique UNIQUE (email_folded))""",
    """CREATE TABLE registration (
        id {pk}, email VARCHAR(254) NOT NULL, email_folded VARCHAR(254) NOT NULL, family_name VARCHAR(100) NOT NULL,
        given_name VARCHAR(100) NOT NULL, patronymic VARCHAR(100) NOT NULL, password_hash VARCHAR(200) NOT NULL,
        consents VARCHAR(200) NOT NULL, address VARCHAR(45) NOT NULL, asked_at BIGINT NOT NULL)""",
    "CREATE INDEX registration_email ON registration (email_folded, id)",
    "CREATE INDEX registration_asked ON registration (asked_at)",
    """CREATE TABLE consent (
        id {pk}, app_user BIGINT NOT NULL REFERENCES app_user (id), kind VARCHAR(40) NOT NULL,
        version VARCHAR(20) NOT NULL, given_at BIGINT NOT NULL, address VARCHAR(45) NOT NULL,
        CONSTRAINT consent_unique UNIQUE (app_user, kind, version))""",
    """CREATE TABLE session (
        id {pk}, token_hash VARCHAR(64) NOT NULL, app_user BIGINT NOT NULL REFERENCES app_user (id),
        created_at BIGINT NOT NULL, fresh_at BIGINT NOT NULL, last_seen_at BIGINT NOT NULL, idle_until BIGINT NOT NULL,
        absolute_until BIGINT NOT NULL, remembered BOOLEAN NOT NULL, ended_at BIGINT, address VARCHAR(45) NOT NULL,
        agent VARCHAR(300) NOT NULL, family VARCHAR(64) NOT NULL,
        CONSTRAINT session_token_unique UNIQUE (token_hash))""",
    "CREATE INDEX session_app_user ON session (app_user)",
    "CREATE INDEX session_absolute ON session (absolute_until)",
    """CREATE TABLE known_device (
        id {pk}, app_user BIGINT NOT NULL REFERENCES app_user (id), token_hash VARCHAR(64) NOT NULL,
        created_at BIGINT NOT NULL, last_used_at BIGINT NOT NULL,
        CONSTRAINT known_device_unique UNIQUE (token_hash))""",
    "CREATE INDEX known_device_user ON known_device (app_user)",
    """CREATE TABLE throttle (
        key VARCHAR(120) PRIMARY KEY, failures INTEGER NOT NULL, until_at BIGINT NOT NULL, changed_at BIGINT NOT NULL)""",
    """CREATE TABLE spent (
        key VARCHAR(64) PRIMARY KEY, expires_at BIGINT NOT NULL)""",
    """CREATE TABLE outbox (
        id {pk}, channel VARCHAR(4) NOT NULL, idem VARCHAR(120) NOT NULL, recipient VARCHAR(254) NOT NULL,
        subject VARCHAR(300) NOT NULL, text TEXT NOT NULL, html TEXT NOT NULL, state VARCHAR(6) NOT NULL,
        attempts INTEGER NOT NULL, next_at BIGINT NOT NULL, locked_until BIGINT NOT NULL, expires_at BIGINT NOT NULL,
        last_error VARCHAR(500) NOT NULL, created_at BIGINT NOT NULL, sent_at BIGINT,
        CONSTRAINT outbox_idem_unique UNIQUE (idem),
        CONSTRAINT outbox_channel_known CHECK (channel IN ('mail', 'sms')),
        CONSTRAINT outbox_state_known CHECK (state IN ('queued', 'sent', 'dead')))""",
    "CREATE INDEX outbox_queued ON outbox (next_at) WHERE state = 'queued'",
    """CREATE TABLE block_state (
        id {pk}, app_user BIGINT NOT NULL REFERENCES app_user (id), block VARCHAR(20) NOT NULL,
        state VARCHAR(6) NOT NULL, CONSTRAINT block_state_unique UNIQUE (app_user, block),
        CONSTRAINT block_state_known CHECK (state IN ('folded', 'tray')))""",
    """CREATE TABLE membership (
        id {pk}, app_user BIGINT NOT NULL REFERENCES app_user (id), contract BIGINT NOT NULL REFERENCES contract (id),
        role VARCHAR(10) NOT NULL, from_at BIGINT NOT NULL, until_at BIGINT, granted_by BIGINT REFERENCES app_user (id),
        sort_key VARCHAR(1200) {c} NOT NULL, sort_name VARCHAR(1200) {c} NOT NULL DEFAULT '', verified_until DATE,
        CONSTRAINT membership_unique UNIQUE (app_user, contract),
        CONSTRAINT membership_role_known CHECK (role IN ('admin', 'submitter', 'accountant', 'viewer')))""",
    "CREATE INDEX membership_listed ON membership (app_user, sort_key, contract)",
    "CREATE INDEX membership_named ON membership (app_user, sort_name, contract)",
    "CREATE INDEX membership_verified ON membership (app_user, verified_until, contract) WHERE verified_until IS NOT NULL",
    "CREATE INDEX membership_contract ON membership (contract)",
    """CREATE TABLE link_request (
        id {pk}, app_user BIGINT NOT NULL REFERENCES app_user (id), contract BIGINT NOT NULL REFERENCES contract (id),
        created_at BIGINT NOT NULL, CONSTRAINT link_request_unique UNIQUE (app_user, contract))""",
    """CREATE TABLE link_code (
        id {pk}, app_user BIGINT NOT NULL REFERENCES app_user (id), contract BIGINT NOT NULL REFERENCES contract (id),
        code_hmac VARCHAR(64) NOT NULL, tries INTEGER NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL,
        CONSTRAINT link_code_unique UNIQUE (app_user, contract))""",
    """CREATE TABLE journal_line (
        id {pk}, at BIGINT NOT NULL, app_user BIGINT REFERENCES app_user (id),
        contract BIGINT REFERENCES contract (id), action VARCHAR(40) NOT NULL, address VARCHAR(45) NOT NULL,
        details TEXT NOT NULL)""",
    "CREATE INDEX journal_line_user ON journal_line (app_user, id)",
    "CREATE INDEX journal_line_contract ON journal_line (contract, id)",
    # readings
    """CREATE TABLE receipt (
        id {pk}, number VARCHAR(20) NOT NULL, contract BIGINT NOT NULL REFERENCES contract (id),
        as_of BIGINT NOT NULL, period VARCHAR(7) NOT NULL, sent_at BIGINT NOT NULL,
        app_user BIGINT NOT NULL REFERENCES app_user (id), replaces BIGINT REFERENCES receipt (id),
        registers INTEGER NOT NULL, outgoing INTEGER, idem VARCHAR(64) NOT NULL,
        CONSTRAINT receipt_number_unique UNIQUE (number), CONSTRAINT receipt_idem_unique UNIQUE (idem),
        CONSTRAINT receipt_contract_unique UNIQUE (id, contract))""",
    "CREATE INDEX receipt_contract ON receipt (contract, as_of, id)",
    "CREATE INDEX receipt_outgoing ON receipt (outgoing, id)",
    """CREATE TABLE reading (
        id {pk}, register BIGINT NOT NULL REFERENCES register (id), as_of BIGINT NOT NULL, source VARCHAR(7) NOT NULL,
        version INTEGER NOT NULL, value BIGINT NOT NULL, status VARCHAR(14) NOT NULL, reason VARCHAR(500) NOT NULL,
        receipt BIGINT, contract BIGINT, counted TEXT NOT NULL, deleted BOOLEAN NOT NULL,
        CONSTRAINT reading_receipt_of_contract FOREIGN KEY (receipt, contract) REFERENCES receipt (id, contract),
        CONSTRAINT reading_unique UNIQUE (register, as_of, source, version),
        CONSTRAINT reading_sent_for_contract CHECK ((receipt IS NULL) = (contract IS NULL)),
        CONSTRAINT reading_source_known CHECK (source IN ('client', 'billing', 'remote', 'opening')),
        CONSTRAINT reading_status_known CHECK
            (status IN ('sent', 'accepted', 'corrected', 'in_calculation', 'rejected')))""",
    "CREATE INDEX reading_receipt ON reading (receipt) WHERE receipt IS NOT NULL",
    """CREATE TABLE draft (
        id {pk}, register BIGINT NOT NULL REFERENCES register (id), as_of BIGINT NOT NULL,
        contract BIGINT NOT NULL REFERENCES contract (id), typed VARCHAR(40) NOT NULL, value BIGINT,
        confirmed BOOLEAN NOT NULL, version INTEGER NOT NULL, app_user BIGINT NOT NULL REFERENCES app_user (id),
        saved_at BIGINT NOT NULL,
        CONSTRAINT draft_unique UNIQUE (register, as_of, contract))""",
    # whom it is still to be told that billing has rejected readings; the letter takes the row away
    """CREATE TABLE rejection (
        id {pk}, app_user BIGINT NOT NULL REFERENCES app_user (id), receipt BIGINT NOT NULL REFERENCES receipt (id),
        registers INTEGER NOT NULL, reason VARCHAR(500) NOT NULL,
        CONSTRAINT rejection_unique UNIQUE (app_user, receipt))""",
    # derived rows, counted again by storage in the transaction that changes what they are derived from
    """CREATE TABLE sheet_row (
        id {pk}, contract BIGINT NOT NULL REFERENCES contract (id), supply_object BIGINT NOT NULL REFERENCES supply_object (id),
        point BIGINT NOT NULL REFERENCES point (id), installation BIGINT NOT NULL REFERENCES installation (id),
        meter BIGINT NOT NULL REFERENCES meter (id), register BIGINT NOT NULL REFERENCES register (id),
        installed_on DATE NOT NULL, removed_on DATE, verified_until DATE NOT NULL, sort_key VARCHAR(1200) {c} NOT NULL,
        search TEXT {c} NOT NULL,
        CONSTRAINT sheet_row_unique UNIQUE (installation, register))""",
    "CREATE UNIQUE INDEX sheet_row_listed ON sheet_row (contract, sort_key, id)",
    "CREATE INDEX sheet_row_register ON sheet_row (register)",
    """CREATE INDEX sheet_row_verified ON sheet_row (contract, verified_until, meter, supply_object)
        WHERE removed_on IS NULL""",
    """CREATE TABLE sheet (
        id {pk}, contract BIGINT NOT NULL REFERENCES contract (id), as_of BIGINT NOT NULL, period VARCHAR(7) NOT NULL,
        needed INTEGER NOT NULL, drafted INTEGER NOT NULL, sent INTEGER NOT NULL, refused INTEGER NOT NULL,
        remote INTEGER NOT NULL, version INTEGER NOT NULL,
        CONSTRAINT sheet_unique UNIQUE (contract, as_of))""",
    """CREATE TABLE reading_due (
        id {pk}, app_user BIGINT NOT NULL REFERENCES app_user (id), contract BIGINT NOT NULL REFERENCES contract (id),
        period VARCHAR(7) NOT NULL, sort_key VARCHAR(1200) {c} NOT NULL, opens_at BIGINT, closes_at BIGINT,
        CONSTRAINT reading_due_unique UNIQUE (app_user, contract, period))""",
    "CREATE INDEX reading_due_contract ON reading_due (contract)",
    "CREATE INDEX reading_due_common ON reading_due (app_user, period, sort_key, contract) WHERE closes_at IS NULL",
    "CREATE INDEX reading_due_own ON reading_due (app_user, closes_at, sort_key) WHERE closes_at IS NOT NULL",
    """CREATE TABLE contract_month (
        id {pk}, contract BIGINT NOT NULL REFERENCES contract (id), period VARCHAR(7) NOT NULL, kwh BIGINT NOT NULL,
        CONSTRAINT contract_month_unique UNIQUE (contract, period))""",
    """CREATE TABLE recount (
        contract BIGINT PRIMARY KEY REFERENCES contract (id), since_at BIGINT NOT NULL, directory BOOLEAN NOT NULL,
        months BIGINT NOT NULL)""",
    "CREATE INDEX recount_oldest ON recount (since_at, contract)",
    # exchange with billing
    """CREATE TABLE delivery (
        id {pk}, name VARCHAR(200) NOT NULL, digest VARCHAR(64) NOT NULL, state VARCHAR(8) NOT NULL,
        step INTEGER NOT NULL, line INTEGER NOT NULL, accepted INTEGER NOT NULL, refused INTEGER NOT NULL,
        report_bytes BIGINT NOT NULL, started_at BIGINT NOT NULL, finished_at BIGINT,
        CONSTRAINT delivery_name_unique UNIQUE (name),
        CONSTRAINT delivery_state_known CHECK (state IN ('going', 'done', 'refused')))""",
    """CREATE TABLE outgoing (
        number INTEGER PRIMARY KEY, made_at BIGINT NOT NULL, written_at BIGINT, acknowledged_at BIGINT)""",
)
