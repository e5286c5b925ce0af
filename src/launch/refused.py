"""Why a command cannot be done now."""


class Refused(RuntimeError):
    """The text says what is wrong and what to do; the command line prints it and ends with 2."""
