"""A panel as text."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from gametree.export.panel_as_text import panel_as_text
from gametree.model.text import clean
from tests.export.panels import panel


def test_people_come_first_with_their_roots_and_then_what_they_disagree_on():
    assert (
        "\n".join(panel_as_text(*panel()))
        == """\
A tree
Does it work?

           root    scored   stated       1       2       3
1 ada     ~25 %       2/3     40 %       ·      ··    −5.0
2 b␛b        ··       2/3       ··      ··       ·      ··
3 cy      ~30 %       1/3       ··    +5.0      ··       ·

                                           n  median    odds     from–to  spread
✖ They ␛[31mcollude                        2      30      25       10–50      40
▲ Two models | debate, and a person        3      70    73.6       70–80      10
  judges who is right

Figures are of those who scored the node, in percent.
Odds: geometric mean of odds. Spread: largest minus smallest.
Roots: row minus column, in points.
~: rests on nodes that are not scored and count as assumed.
Not compared: 0 nodes scored by one of them, 1 by none."""
    )


def test_the_nodes_that_are_left_out_are_counted():
    lines = list(panel_as_text(*panel(), top=1))
    assert "… and 1 node more" in lines
    assert not any("debate" in line for line in lines)
    assert "… and 2 nodes more" in list(panel_as_text(*panel(), top=0))


def test_one_alone_has_no_differences_and_shares_no_node():
    lines = list(panel_as_text(*panel("cy")))
    assert lines[3:6] == ["          root    scored", "1 cy     ~30 %       1/3", ""]
    assert lines[6] == "No node has been scored by two of them."
    assert lines[-1] == "Not compared: 1 node scored by one of them, 2 by none."
    assert "Roots: row minus column, in points." not in lines


@pytest.mark.parametrize("width", [56, 60, 80, 200])
def test_no_line_is_wider_than_asked_and_nothing_harmful_is_in_one(width: int):
    lines = list(panel_as_text(*panel(), width=width))
    assert max(map(cell_len, lines)) <= width
    assert [clean(line) for line in lines] == lines
