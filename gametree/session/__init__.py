"""One assessor, one tree, one sitting: open, judge, note, undo, and know what is on disk."""

from gametree.session.session import Session, open_session
from gametree.session.writer import SaveState

__all__ = ["SaveState", "Session", "open_session"]
