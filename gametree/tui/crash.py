"""What is said when the program itself is at fault."""

from __future__ import annotations

import traceback

from gametree import __version__
from gametree.files.crash_report import keep_report
from gametree.model.text import clean

CRASHED = 70
"""The exit code where the program is at fault, as `sysexits.h` has it: 1 would be an answer."""
_MOST_ON_SCREEN = 4000  # characters of a traceback; what failed stands at its end


def crash_message(error: BaseException | None, *, on_screen: bool = True) -> str:
    """A line or two for the terminal; the traceback goes to a file, without the values of variables.

    With `on_screen` it was the app that failed, which has said of each change whether it is on disk.
    """
    trace = "".join(traceback.format_exception(error)) if error else "no exception is known\n"
    what = "had too little memory to go on" if isinstance(error, MemoryError) else "has failed"
    path = keep_report(f"gametree {__version__}\n\n{trace}")
    if path is None:
        end = clean(trace[-_MOST_ON_SCREEN:])
        return f"gametree {what}. Its report could not be written; it would have been:\n{end}"
    saved = " What the screen called saved is on disk." if on_screen else ""
    return f"gametree {what}.{saved} Report: {clean(str(path))}"
