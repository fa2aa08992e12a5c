"""A panel as a document."""

from __future__ import annotations

from gametree.export.panel_as_markdown import panel_as_markdown
from gametree.model.text import clean
from tests.export.panels import panel


def document(*names: str, top: int | None = None) -> str:
    return "\n".join(panel_as_markdown(*panel(*names), top))


def test_people_and_nodes_are_a_table_each():
    people, nodes = document().split("\n\n")[2:4]
    assert people.splitlines() == [
        "|  | root | scored | ada | b␛b | cy |",
        "|---|---:|---:|---:|---:|---:|",
        "| ada | \\~25 | 2 | · | ·· | −5.0 |",
        "| b␛b | ·· | 2 | ·· | · | ·· |",
        "| cy | \\~30 | 1 | +5.0 | ·· | · |",
    ]
    assert nodes.splitlines() == [
        "| node | id | n | median | odds | from–to | spread |",
        "|---|---:|---:|---:|---:|---:|---:|",
        "| ✖ They ␛\\[31mcollude | `collusion` | 2 | 30 | 25 | 10–50 | 40 |",
        "| ▲ Two models \\| debate, and a person judges who is right | `debate` | 3 | 70 | 73.6 | 70–80 | 10 |",
    ]


def test_every_row_of_a_table_has_as_many_cells_as_its_head():
    for table in document().split("\n\n")[2:4]:
        assert len({line.replace("\\|", "").count("|") for line in table.splitlines()}) == 1


def test_only_so_many_nodes_are_shown():
    assert "`collusion`" in document(top=1)
    assert "`debate`" not in document(top=1)


def test_one_alone_disagrees_with_nobody_and_the_table_is_its_head():
    assert "| cy | \\~30 | 1 | · |" in document("cy")
    assert "`debate`" not in document("cy")


def test_nothing_harmful_gets_into_it():
    assert clean(document()) == document()
