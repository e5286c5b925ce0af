"""What is shown beside the password: codes of an application, passkeys, recovery codes."""
