"""The difference between two assessments as Markdown."""

from __future__ import annotations

from gametree.export.assessment_diff_as_markdown import assessment_diff_as_markdown
from tests.export.differences import agreement, difference


def document(top: int | None = None, with_notes: bool = False) -> str:
    return "\n".join(assessment_diff_as_markdown(*difference(), ("ada", "b|b"), top, with_notes))


def test_roots_and_cruxes_are_tables_and_the_rest_lists():
    text = document(with_notes=True)
    for line in (
        "# A tree: ada and b\\|b",
        "| ada | about 25 % | 0–56.2 % | 40 % | 25 % |",
        "| difference | | | | −16.2 points |",
        "| ▲ Two models debate, and a person judges who is right | 80 % (70–90) | 40 % | −10.6 | 65 % |",
        "- ▲ =Random checks \\| \\*often\\*: 25 %",
        "- ✖ They ␛\\[31mcollude: reworded and moved since ada",
        "- gone: ada 10 %, b\\|b ··",
        "> b\\|b, 2026-11-21 10:00: Judges\n> tire.",
        "- 1 node that neither has scored counts as 50 %",
    ):
        assert line in text
    assert "\x1b" not in text


def test_every_row_of_a_table_has_as_many_cells():
    rows = [line.replace("\\|", "") for line in document().splitlines() if line.startswith("|")]
    assert {row.count("|") for row in rows} == {6}


def test_the_rest_of_the_cruxes_is_a_row():
    assert "| 1 more | | | −5.6 | |" in document(top=1)
    assert "## Notes" not in document(top=1)


def test_agreement_has_no_table_of_cruxes():
    assert "crux" not in "\n".join(assessment_diff_as_markdown(*agreement(), ("ada", "ada")))
