"""What a merge of two trees came to, in sentences for the person who merges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gametree.comparison.merged import Matter, Report
from gametree.model.text import Clean, clean_line, quoted

_SHOWN = 50  # characters of a value

_SENTENCES = {
    Matter.CLASH: "both changed {key}; ours stays, {ours}; theirs stands beside it as a comment, {theirs}",
    Matter.CIRCLE: "with the parents of both it would lie beneath itself; ours stay, {ours}; together: {theirs}",
    Matter.JOINED: "both changed {key}, in different places; both changes are in",
    Matter.KEPT: "taken out in {one}, changed in {other}; it stays",
    Matter.NEEDED: "taken out in {one}, but {other} refers to it; it stays",
    Matter.RENAMED: "ours renamed it to {ours}, theirs to {theirs}, which is a former id now",
    Matter.TAKEN: "called {theirs} in theirs, which is another node's id in ours",
    Matter.MOVED: "both moved it to different places in the file; it stands where ours put it",
}


def report_as_text(report: Report) -> Clean:
    """One sentence: what both sides did, and what stands in the file now."""
    return clean_line(f"{_name(report)}: {_sentence(report)}")


def _name(report: Report) -> str:
    word, *rest = report.table or ("the file",)
    return f"{word} {rest[0]}" if rest else "the tree" if word == "tree" else word


def _sentence(report: Report) -> str:
    if report.matter is Matter.CLASH and (report.ours is None or report.theirs is None):
        gone, stays = ("theirs", report.ours) if report.theirs is None else ("ours", report.theirs)
        return f"{report.key} was taken out in {gone}, and changed in the other to {_value(stays)}, which stays"
    one, other = ("theirs", "ours") if report.ours else ("ours", "theirs")
    return _SENTENCES[report.matter].format(
        key=report.key, ours=_value(report.ours), theirs=_value(report.theirs), one=one, other=other
    )


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(quoted(str(item), _SHOWN) for item in value)}]"
    return quoted(str(value), _SHOWN)


def reports_as_text(reports: tuple[Report, ...], comments: tuple[str, ...], faults: tuple[str, ...]) -> Iterator[str]:
    """The sentences on a whole merge: what needs settling first."""
    yield from map(report_as_text, sorted(reports, key=lambda report: not report.is_conflict))
    yield from (clean_line(f"the merged tree has a fault that neither side had: {fault}") for fault in faults)
    if comments:
        count = f"{len(comments)} comment{'s' * (len(comments) != 1)}"
        yield Clean(f"{count} on what is no longer here stand at the end of the file")
