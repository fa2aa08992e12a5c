"""The line that says what the keys do while a title is typed, or why the tree's file cannot be read just now."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from gametree.model.finding import Finding
from gametree.model.text import Clean, clean_line


class EditStrip(Static):
    """Not there where it has nothing to say."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(markup=False, id=id)
        self._hint = self._fault = Content("")

    def say(self, keys: str = "", words: str = "") -> None:
        """Say what is being typed and what the keys do; nothing, once that is over."""
        parts = Content.assemble((f" {keys}   ", "$foreground-muted"), (clean_line(words), "bold"))
        self._hint = parts if words or keys else Content("")
        self._show()

    def show_findings(self, name: str, findings: Sequence[Finding], offer: str = "") -> None:
        """Say why the file cannot be read as it is now, and what can be done; nothing, where it can."""
        self._fault = _fault(clean_line(name), findings, offer) if findings else Content("")
        self._show()

    def _show(self) -> None:
        shown = self._hint or self._fault
        self.display = bool(shown)
        self.set_class(shown is self._fault, "-fault")
        self.update(shown)


def _fault(name: Clean, findings: Sequence[Finding], offer: str) -> Content:
    first = findings[0]
    more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
    where = f"{name}:{first.place.line}:{first.place.column}" if first.place.source_line is not None else name
    said = f" {where}: {clean_line(first.message)}{more}"
    stays = f"   the last good tree stays; {offer}" if offer else "   the last good tree stays on screen"
    return Content.assemble((said, "bold $text-error"), stays)
