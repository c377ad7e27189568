"""One conversation: show, read a line, apply. The Screen may be a terminal, a pipe or a test."""

from kickcheck.session.screen_protocol import Awaits, Screen
from kickcheck.session.session import Conversation, Ending, Outcome
from kickcheck.session.summary_pager import SaveDialog, show_summary

__all__ = ["Awaits", "Conversation", "Ending", "Outcome", "SaveDialog", "Screen", "show_summary"]
