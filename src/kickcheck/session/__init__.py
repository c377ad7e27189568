"""One conversation: show a page, read a line, apply it. Any kind of `Screen` will do."""

from kickcheck.session.page_view import view
from kickcheck.session.screen_protocol import Awaits, Place, Screen
from kickcheck.session.session import Conversation, Ending, Outcome
from kickcheck.session.summary_view import SaveDialog, SummaryView

__all__ = [
    "Awaits",
    "Conversation",
    "Ending",
    "Outcome",
    "Place",
    "SaveDialog",
    "Screen",
    "SummaryView",
    "view",
]
