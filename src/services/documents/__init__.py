"""Documents of a contract: the list, their files, acts of reconciliation."""
