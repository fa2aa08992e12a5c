"""What a merge came to, in sentences."""

from __future__ import annotations

import pytest

from gametree.comparison.merged import Matter, Report
from gametree.export.merge_as_text import report_as_text, reports_as_text

NODE = ("node", "a")


@pytest.mark.parametrize(
    ("report", "sentence"),
    [
        (Report(Matter.CLASH, NODE, "title", "One", "Other"), 'node a: both changed title; ours stays, "One"; theirs '
         'stands beside it as a comment, "Other"'),
        (Report(Matter.CLASH, ("tree",), "question", None, "Why?"),
         'the tree: question was taken out in ours, and changed in the other to "Why?", which stays'),
        (Report(Matter.CLASH, NODE, "short", "x", None),
         'node a: short was taken out in theirs, and changed in the other to "x", which stays'),
        (Report(Matter.JOINED, NODE, "text", "x", "y"),
         "node a: both changed text, in different places; both changes are in"),
        (Report(Matter.KEPT, NODE, "", True, False), "node a: taken out in theirs, changed in ours; it stays"),
        (Report(Matter.NEEDED, ("source", "s"), "", False, True),
         "source s: taken out in ours, but theirs refers to it; it stays"),
        (Report(Matter.RENAMED, NODE, "", "a", "b"),
         'node a: ours renamed it to "a", theirs to "b", which is a former id now'),
        (Report(Matter.TAKEN, ("node", "a-2"), "", None, "a"),
         'node a-2: called "a" in theirs, which is another node\'s id in ours'),
        (Report(Matter.CIRCLE, NODE, "parent", ["b"], ["b", "c"]),
         'node a: with the parents of both it would lie beneath itself; ours stay, ["b"]; together: ["b", "c"]'),
        (Report(Matter.MOVED, NODE),
         "node a: both moved it to different places in the file; it stands where ours put it"),
        (Report(Matter.CLASH, (), "mine", "{key}", 2),
         'the file: both changed mine; ours stays, "{key}"; theirs stands '
         'beside it as a comment, "2"'),
    ],
)  # fmt: skip
def test_a_report_is_one_sentence(report: Report, sentence: str):
    assert report_as_text(report) == sentence


def test_what_must_be_settled_comes_first_and_faults_and_comments_last():
    reports = (Report(Matter.MOVED, NODE), Report(Matter.KEPT, NODE, "", True, False))
    told = list(reports_as_text(reports, ("# x",), ("the tree has no node",)))
    assert [line.split(":")[0] for line in told] == [
        "node a", "node a", "the merged tree has a fault that neither side had",
        "1 comment on what is no longer here stand at the end of the file",
    ]  # fmt: skip
    assert "taken out" in told[0]
