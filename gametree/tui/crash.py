"""What is said when the program itself is at fault."""

from __future__ import annotations

import traceback

from gametree import __version__
from gametree.files.crash_report import keep_report
from gametree.model.text import clean


def crash_message(error: BaseException | None) -> str:
    """A line or two for the terminal; the traceback goes to a file, without the values of variables."""
    trace = "".join(traceback.format_exception(error)) if error else "no exception is known\n"
    path = keep_report(f"gametree {__version__}\n\n{trace}")
    if path is None:
        return f"gametree has failed. Its report could not be written; it would have been:\n{clean(trace)}"
    return f"gametree has failed. What the screen called saved is on disk. Report: {clean(str(path))}"
