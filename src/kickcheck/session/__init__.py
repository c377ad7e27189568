"""One conversation: show a page, read a line, apply it. Any kind of `Screen` will do."""

from kickcheck.session.screen_protocol import Awaits, Screen
from kickcheck.session.session import Conversation, Ending, Outcome
from kickcheck.session.summary_pager import SaveDialog, show_summary

__all__ = ["Awaits", "Conversation", "Ending", "Outcome", "SaveDialog", "Screen", "show_summary"]
