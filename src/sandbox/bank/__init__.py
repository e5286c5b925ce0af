"""A bank that takes cards, for the demo and the tests: another company, that shares nothing with the portal."""
