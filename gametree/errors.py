"""Every error raised on purpose: facts go in, the sentence and the exit code are inside."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gametree.model.finding import Finding


class GametreeError(Exception):
    """Something a person can mend; its text is a whole sentence for the terminal."""

    exit_code = 2


class UnreadableFile(GametreeError):
    """A file that cannot be read at all: missing, a folder, too large, no permission."""

    def __init__(self, path: Path, check: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path, self.check, self.reason = path, check, reason


class FaultyTree(GametreeError):
    """A tree file with errors; the findings say which."""

    def __init__(self, path: Path, findings: Sequence[Finding]) -> None:
        errors = sum(finding.is_error for finding in findings)
        super().__init__(f"{path} cannot be opened: {errors} {'error' if errors == 1 else 'errors'} to mend first")
        self.path, self.findings = path, tuple(findings)


class UnknownTree(GametreeError):
    """No bundled tree of that name."""

    def __init__(self, name: str, hint: str, names: Sequence[str], exists_as_file: bool = False) -> None:
        advice = (
            f"to open the file of that name, write ./{name}"
            if exists_as_file
            else f"bundled are {', '.join(names)}; a file is named by its path, such as ./{name}.toml"
        )
        super().__init__(f'there is no bundled tree "{name}"{hint}; {advice}')


class UnknownNode(GametreeError):
    """The tree has no node of that id."""

    def __init__(self, node_id: str, hint: str) -> None:
        super().__init__(f"the tree has no node {node_id}{hint}")


class BadPlausibility(GametreeError):
    """A number or a range that is no plausibility."""


class BadNote(GametreeError):
    """A note that cannot be kept."""


class BadName(GametreeError):
    """A name that cannot be an assessor's."""


class NothingToDo(GametreeError):
    """An action that cannot act now, and why."""


class NotWritten(GametreeError):
    """A change that is not on disk."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: not written: {reason}")
        self.path, self.reason = path, reason


class NotEdited(GametreeError):
    """A text that came back from no editor, and why."""


class NotOpened(GametreeError):
    """An address that no browser was started for, and why."""
