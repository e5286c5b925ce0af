"""Invitations of people whom the portal does not know, and the contracts that each still opens: one at a time for an address."""

STATEMENTS = (
    """CREATE TABLE invitation (
        id {pk}, email VARCHAR(254) NOT NULL, email_folded VARCHAR(254) NOT NULL, family_name VARCHAR(100) NOT NULL,
        given_name VARCHAR(100) NOT NULL, patronymic VARCHAR(100) NOT NULL, role VARCHAR(10) NOT NULL, until_at BIGINT,
        invited_by BIGINT NOT NULL REFERENCES app_user (id), state VARCHAR(9) NOT NULL, nonce VARCHAR(32) NOT NULL,
        version INTEGER NOT NULL, code_version INTEGER NOT NULL, tries INTEGER NOT NULL, sent_at BIGINT NOT NULL,
        touched_at BIGINT NOT NULL, accepted_by BIGINT REFERENCES app_user (id),
        CONSTRAINT invitation_role_known CHECK (role IN ('admin', 'submitter', 'accountant', 'viewer')),
        CONSTRAINT invitation_state_known CHECK (state IN ('waiting', 'accepted', 'declined', 'withdrawn')),
        CONSTRAINT invitation_accepted CHECK ((accepted_by IS NOT NULL) = (state = 'accepted')))""",
    "CREATE INDEX invitation_touched ON invitation (touched_at)",
    """CREATE TABLE invitation_contract (
        id {pk}, invitation BIGINT NOT NULL REFERENCES invitation (id),
        contract BIGINT NOT NULL REFERENCES contract (id), email_folded VARCHAR(254) NOT NULL,
        CONSTRAINT invitation_contract_unique UNIQUE (contract, email_folded))""",
    "CREATE INDEX invitation_contract_invitation ON invitation_contract (invitation, contract)",
)
