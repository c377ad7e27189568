"""One family of errors: a sentence that says what, and one that says what to do."""


class KickcheckError(Exception):
    """Anything that a person is told about and can act on.

    Args:
        message: one sentence that says what is wrong. Never holds an answer.
        hint: one sentence that says what to do; may be empty.

    """

    exit_code = 70

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(KickcheckError):
    """The command line asks for something that does not exist."""

    exit_code = 2


class RefusedError(KickcheckError):
    """A content or answers file is not what it has to be."""

    exit_code = 65


class ContentDamagedError(RefusedError):
    """The content that came with the program is not what it has to be."""


class UnreadableError(KickcheckError):
    """A file cannot be read."""

    exit_code = 66


class CannotSaveError(KickcheckError):
    """A file cannot be created or replaced."""

    exit_code = 73
