"""What a client states about violations, in the base: read, written and sent, answered, forgotten."""
