"""What is said when the program itself is at fault."""

from __future__ import annotations

import traceback

from gametree import __version__
from gametree.errors import NotWritten
from gametree.files.locations import crash_place
from gametree.files.safe_write import write_new
from gametree.model.text import clean


def crash_message(error: BaseException | None) -> str:
    """A few lines for the terminal; the traceback goes to a file, without the values of variables."""
    trace = "".join(traceback.format_exception(error)) if error else "no exception is known\n"
    path = crash_place()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_new(path, f"gametree {__version__}\n\n{trace}")
    except (OSError, NotWritten):
        return f"gametree has failed. Its report could not be written; it would have been:\n{clean(trace)}"
    return f"gametree has failed. What the screen called saved is on disk. Report: {clean(str(path))}"
