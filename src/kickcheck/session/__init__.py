"""One conversation: show, read a line, apply. The Screen may be a terminal, a pipe or a test."""

from kickcheck.session.conversation import Conversation, Ending, Outcome
from kickcheck.session.parts import present
from kickcheck.session.screens import Screen

__all__ = ["Conversation", "Ending", "Outcome", "Screen", "present"]
