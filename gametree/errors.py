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


class FaultyScores(GametreeError):
    """A file of scores with faults, none of which is taken over."""

    def __init__(self, name: str, faults: int) -> None:
        super().__init__(f"{name}: nothing was written; {faults} {'fault' if faults == 1 else 'faults'} to mend first")


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


class UnknownSemantics(GametreeError):
    """No way to roll scores up has that name."""

    def __init__(self, cited: str, hint: str, names: Sequence[str]) -> None:
        super().__init__(f"there is no semantics {cited}{hint or '; there are ' + ', '.join(names)}")


class BadPlausibility(GametreeError):
    """A number or a range that is no plausibility."""


class BadNote(GametreeError):
    """A note that cannot be kept."""


class BadName(GametreeError):
    """A name that cannot be an assessor's."""


class BadMoment(GametreeError):
    """Words that are no date, no time and no age."""

    def __init__(self, cited: str) -> None:
        super().__init__(
            f"{cited} is no moment; write a day such as 2026-03-01, a time such as 2026-03-01T12:00Z, "
            "or an age such as 30d, 6w, 3m, 1y"
        )


class UnknownAssessment(GametreeError):
    """Nobody of that name has assessed the tree."""

    def __init__(self, cited: str, tree: str, hint: str, names: Sequence[str]) -> None:
        there = f"; there are {', '.join(names)}" if names else "; nobody has yet"
        super().__init__(f"{cited} has no assessment of {tree}{hint or there}")


class WhichTree(GametreeError):
    """Assessments that do not tell which tree they are about."""


class BadEdit(GametreeError):
    """An edit that makes no sense in this tree, or that its file cannot take, and why."""


class FaultyEdit(GametreeError):
    """An edit after which the tree would not pass its checks; the findings say why, without their places in the text
    that there would be."""

    def __init__(self, findings: Sequence[Finding], text: str = "") -> None:
        more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
        super().__init__(f"the tree would no longer pass `gametree check`: {findings[0].message}{more}")
        self.findings, self.text = tuple(findings), text


class TreeChanged(GametreeError):
    """A tree whose file says something else now where an edit would change it."""


class StepBarred(GametreeError):
    """A step of the history that can no longer be taken, and why; it has left the history."""


class BrokenTree(GametreeError):
    """A tree whose file cannot be read just now, so that no edit is written to it."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} cannot be read as it is now, and nothing was written: {reason}")


class ReadOnlyTree(GametreeError):
    """A tree that is not edited where it is, and what to do instead."""


class NothingToDo(GametreeError):
    """An action that cannot act now, and why."""


class NotWritten(GametreeError):
    """A change that is not on disk, or not where it belongs: `kept` says where it is instead, if anywhere."""

    def __init__(self, path: Path, reason: str, kept: str = "") -> None:
        super().__init__(f"{path}: not written: {reason}" + (f"; {kept}" if kept else ""))
        self.path, self.reason, self.kept = path, reason, kept


class NotEdited(GametreeError):
    """A text that came back from no editor, and why."""


class NotOpened(GametreeError):
    """An address that no browser was started for, and why."""


class GitRefused(GametreeError):
    """What git could not or would not do, and why."""


class NotMerged(GametreeError):
    """Two versions of a tree that cannot be merged node by node, and why."""
