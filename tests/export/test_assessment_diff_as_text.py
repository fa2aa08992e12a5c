"""The difference between two assessments as text."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from gametree.export.assessment_diff_as_text import assessment_diff_as_text
from gametree.model.text import clean
from tests.export.differences import agreement, difference

NAMES = "ada", "bob"


def lines(**options: object) -> list[str]:
    tree, diff = difference()
    return list(assessment_diff_as_text(tree, diff, NAMES, **options))  # type: ignore[arg-type]


def test_a_difference_is_told_from_the_roots_to_the_small_print():
    assert (
        "\n".join(lines(with_notes=True))
        == """\
A tree
Does it work?

           root  worst to best  stated  compared
A  ada    ~25 %         0–56.2    40 %      25 %
B  bob  ~12.5 %           0–40             8.8 %
                                difference −16.2 points

2 nodes differ; the share of each in the difference (Shapley value)

                                           A           B   points         so far
▲ Two models debate, and a person         80 70–90    40    −10.6 ██████    65 %
  judges who is right
✖ They ␛[31mcollude                       50          75     −5.6 ███▏     100 %

Settling “Debate” would bring them closest: VOD 0.076, 86 % of what divides
them.

Only A has scored these; the other is taken to agree
  ▲ =Random checks | *often*                                                25 %

Changed in the tree since the judgement
  ✖ They ␛[31mcollude                                      A: reworded and moved

No longer in the tree
  gone  A 10 %  B ··

Notes
ada                                    │ bob

▲ Two models debate, and a person judges who is right
2026-11-20 10:00                       │ 2026-11-21 10:00
Works in every␛ trial.                 │ Judges
                                       │ tire.

gone (no longer in the tree)
2026-11-20 10:00                       │
A node that was.                       │

1 node that neither has scored counts as 50 %."""
    )


@pytest.mark.parametrize("width", [72, 80, 100, 160])
def test_no_line_is_wider_than_the_page_and_all_are_clean(width: int):
    for line in lines(width=width, with_notes=True):
        assert cell_len(line) <= width
        assert clean(line) == line


def test_colours_change_no_text():
    plain, coloured = lines(with_notes=True), lines(with_notes=True, colour=True)
    assert [re.sub("\x1b\\[\\d*m", "", line) for line in coloured] == plain
    assert sum("\x1b" in line for line in coloured) > 5


def test_a_wide_page_has_a_column_for_the_value_of_discrimination():
    assert any(line.endswith("VOD") for line in lines(width=100))
    assert not any(line.endswith("VOD") for line in lines(width=99))


def test_where_they_agree_there_is_no_table():
    tree, diff = agreement()
    told = list(assessment_diff_as_text(tree, diff, NAMES))
    assert "They agree on every node that both have scored." in told
    assert not any("points  " in line for line in told)
