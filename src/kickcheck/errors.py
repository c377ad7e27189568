"""Every exception that is reported to the user: what is wrong, what to do, and an exit code."""


class KickcheckError(Exception):
    """Base class of the errors that are reported to the user.

    Args:
        message: one sentence that says what is wrong. Never contains an answer.
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
    """A content or answers file is not valid."""

    exit_code = 65


class ContentDamagedError(RefusedError):
    """The content that comes with the program is not valid."""


class UnreadableError(KickcheckError):
    """A file cannot be read."""

    exit_code = 66


class CannotSaveError(KickcheckError):
    """A file cannot be created or replaced."""

    exit_code = 73
