"""The difference between two assessments as a table."""

from __future__ import annotations

import csv

from gametree.export.assessment_diff_as_csv import COLUMNS, assessment_diff_as_csv
from tests.export.differences import agreement, difference


def rows(top: int | None = None) -> list[dict[str, str]]:
    return list(csv.DictReader(assessment_diff_as_csv(*difference(), top)))


def test_every_node_there_is_something_to_tell_of_has_a_line():
    assert [(row["node"], row["what"]) for row in rows()] == [
        ("debate", "crux"), ("collusion", "crux"), ("checks", "only-a"), ("gone", "removed")]  # fmt: skip


def test_numbers_are_in_full_and_missing_ones_are_empty():
    _, diff = difference()
    debate, collusion, checks, _ = rows()
    assert (debate["a"], debate["a_low"], debate["a_high"], debate["b"], debate["b_low"]) == (
        "0.8",
        "0.7",
        "0.9",
        "0.4",
        "",
    )
    assert float(debate["share"]) == diff.cruxes[0].share
    assert float(debate["so_far"]) == diff.cruxes[0].share / diff.difference
    assert (collusion["a_since"], collusion["b_since"]) == ("reworded and moved", "")
    assert (checks["a"], checks["b"], checks["share"]) == ("0.25", "", "")


def test_titles_are_clean_and_a_node_is_one_line():
    lines = list(assessment_diff_as_csv(*difference()))
    assert len(lines) == 5
    assert not any("\x1b" in line or "\n" in line for line in lines)


def test_only_so_many_cruxes():
    assert [row["what"] for row in rows(top=1)] == ["crux", "only-a", "removed"]


def test_agreement_has_a_line_for_what_changed_only():
    lines = list(csv.reader(assessment_diff_as_csv(*agreement())))
    assert lines[0] == list(COLUMNS)
    assert [line[:3] for line in lines[1:]] == [
        ["collusion", "They ␛[31mcollude", "stale"], ["gone", "", "removed"]]  # fmt: skip
