"""What billing says to be paid by a number of the portal's is found within its contract: by the number alone SQLite would
rather walk all payments of the contract."""

STATEMENTS = (
    "DROP INDEX payment_portal_order",
    "CREATE INDEX payment_ordered ON payment (contract, portal_order) WHERE portal_order <> ''",
)
