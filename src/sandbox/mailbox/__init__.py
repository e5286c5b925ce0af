"""The demo's mailbox: a real SMTP receiver with a page, another company as far as the portal knows."""
