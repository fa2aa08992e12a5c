"""`gametree compare`."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gametree.model.text import clean

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def said(run: Run) -> None:
    """Three people; cy has scored one node of the two."""
    for who, debate, collusion in (("ada", "80%", "50%"), ("bob", "80%", "10%"), ("cy", "20%", "unscored")):
        rows = f"node,plausibility\ndebate,{debate}\ncollusion,{collusion}\n"
        run("score", "./debate.toml", "--from", "-", "--as", who, stdin=rows)


def test_text_shows_people_their_differences_and_the_nodes_they_disagree_on(run: Run):
    assert run("compare", "./debate.toml") == (
        0,
        "Debate\n"
        "Does debate work?\n"
        "\n"
        "           root    scored       1       2       3\n"
        "1 ada      40 %       2/2       ·   −32.0   +30.0\n"
        "2 bob      72 %       2/2   +32.0       ·   +62.0\n"
        "3 cy      ~10 %       1/2   −30.0   −62.0       ·\n"
        "\n"
        "                                           n  median    odds     from–to  spread\n"
        "▲ Two models debate                        3      80    61.4       20–80      60\n"
        "✖ They collude                             2      30      25       10–50      40\n"
        "\n"
        "Figures are of those who scored the node, in percent.\n"
        "Odds: geometric mean of odds. Spread: largest minus smallest.\n"
        "Roots: row minus column, in points.\n"
        "~: rests on nodes that are not scored and count as assumed.\n",
        "",
    )


def test_json_is_in_full(run: Run):
    found = run("compare", "./debate.toml", "--format", "json").json()
    assert found["people"] == [
        {"assessor": "ada", "root": pytest.approx(0.4), "stated": None, "scored": 2},
        {"assessor": "bob", "root": pytest.approx(0.72), "stated": None, "scored": 2},
        {"assessor": "cy", "root": pytest.approx(0.1), "stated": None, "scored": 1},
    ]
    assert [node["id"] for node in found["nodes"]] == ["debate", "collusion"]
    assert found["nodes"][1] == {
        "id": "collusion", "n": 2, "median": 0.3, "odds_mean": pytest.approx(0.25), "low": 0.1, "high": 0.5,
        "spread": 0.4, "deviation": pytest.approx(0.2), "scores": {"ada": 0.5, "bob": 0.1}}  # fmt: skip
    assert found["differences"][1] == pytest.approx([0.32, 0, 0.62])


def test_csv_has_a_column_for_everyone(run: Run):
    rows = list(csv.DictReader(run("compare", "./debate.toml", "--format", "csv").out.splitlines()))
    assert [row["node"] for row in rows] == ["debate", "collusion"]
    assert (rows[1]["n"], rows[1]["ada"], rows[1]["bob"], rows[1]["cy"]) == ("2", "0.5", "0.1", "")


def test_markdown_is_two_tables(run: Run):
    lines = run("compare", "./debate.toml", "bob", "cy", "--format", "markdown").out.splitlines()
    assert "| bob | 72 | 2 | · | +62.0 |" in lines
    assert "| cy | \\~10 | 1 | −62.0 | · |" in lines
    assert "| ▲ Two models debate | `debate` | 2 | 50 | 50 | 20–80 | 60 |" in lines


@pytest.mark.parametrize("format_", ["text", "markdown", "csv"])
def test_top_shows_so_many_nodes(run: Run, format_: str):
    assert "collu" in run("compare", "./debate.toml", "--format", format_).out
    assert "collu" not in run("compare", "./debate.toml", "--format", format_, "--top", "1").out
    assert len(run("compare", "./debate.toml", "--format", "json", "--top", "0").json()["nodes"]) == 0


def test_one_person_at_two_dates_is_two_of_a_panel(run: Run):
    run("score", "./debate.toml", "--from", "-", "--as", "ada", stdin="node,plausibility,at\ndebate,10%,2025-01-01\n")
    found = run("compare", "./debate.toml", "ada@2025-06-01", "ada", "--format", "json").json()
    assert [person["assessor"] for person in found["people"]] == ["ada@2025-06-01", "ada"]
    assert found["nodes"][0]["scores"] == {"ada@2025-06-01": 0.1, "ada": 0.8}


def test_who_is_alone_disagrees_with_nobody(run: Run):
    answer = run("compare", "./debate.toml", "cy")
    assert "No node has been scored by two of them." in answer.out
    assert "Not compared: 1 node scored by one of them, 1 by none." in answer.out


def test_a_file_that_is_no_journal_and_a_removed_node_are_said(run: Run, folder: Path, journal: Path):
    (journal.parent / "else.toml").write_text("x = 1\n")
    (journal.parent / "dee.toml").write_text('t1 = { node = "gone", plausibility = 0.5 }\n')
    answer = run("compare", "./debate.toml", "--format", "json")
    assert answer.code == 0
    assert "else.toml: is no journal" in answer.err
    assert "dee has scored what is no longer in the tree: gone" in answer.err
    assert [person["assessor"] for person in answer.json()["people"]] == ["ada", "bob", "cy", "dee"]


def test_two_files_of_one_person_are_two_of_a_panel(run: Run, journal: Path):
    (journal.parent / "old.toml").write_bytes((journal.parent / "ada.toml").read_bytes())
    people = run("compare", "./debate.toml", "--format", "json").json()["people"]
    assert [person["assessor"] for person in people] == ["ada", "bob", "cy", "old"]


def test_without_a_root_there_is_no_difference_but_the_nodes_are_compared(run: Run, folder: Path):
    (folder / "two.toml").write_text(
        '[tree]\ntitle = "T"\n'
        '[node.rl]\nkind = "architecture"\ntitle = "R"\n[node.llm]\nkind = "architecture"\ntitle = "L"\n'
    )
    for who, rl in (("ada", "60%"), ("bob", "20%")):
        run("score", "./two.toml", "--from", "-", "--as", who, stdin=f"node,plausibility\nrl,{rl}\nllm,70%\n")
    answer = run("compare", "./two.toml", "--format", "json")
    assert answer.err.endswith("\nada has no root: the architectures exceed 100 % by 30 points\n")
    assert answer.json()["differences"] == [[None, None], [None, 0.0]]
    assert answer.json()["nodes"][0]["spread"] == pytest.approx(0.4)
    assert "1 ada        ··       2/2       ·      ··" in run("compare", "./two.toml").out


def test_many_people_stand_in_blocks_no_wider_than_the_page(run: Run):
    for number in range(12):
        run("score", "./debate.toml", "debate", f"{number}%", "--as", f"person-with-a-long-name-{number}")
    answer = run("compare", "./debate.toml")
    assert max(map(len, answer.out.splitlines())) <= 80
    assert answer.out.count("1 ada") == 3
    assert "…" in answer.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["technical-alignment"], "nobody has assessed technical-alignment yet"),
        (["./debate.toml", "adda"], 'has no assessment of debate; did you mean "ada"?'),
        (["./nothing.toml"], "there is no such file"),
        (["./debate.toml", "--top", "-1"], "Invalid value for '--top'"),
        ([], "Missing argument 'TREE'"),
    ],
)
def test_what_cannot_be_compared_is_a_sentence(run: Run, arguments: list[str], sentence: str):
    answer = run("compare", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert sentence in answer.err


def test_help_has_examples(run: Run):
    answer = run("compare", "--help")
    assert answer.code == 0
    assert "gametree compare technical-alignment" in answer.out
    assert "\n  compare " in run("--help").out


def test_nothing_harmful_in_a_name_or_a_title_is_shown(run: Run, folder: Path, journal: Path):
    tree = folder / "debate.toml"
    tree.write_text(tree.read_text().replace("Two models debate", "Two \\u001b[31m\\u202emodels | debate"))
    (journal.parent / "evil.toml").write_text(
        'assessor = "e\\u001b[2J"\nt1 = { node = "debate", plausibility = 0.5 }\n'
    )
    for format_ in ("text", "markdown", "json"):
        out = run("compare", "./debate.toml", "--format", format_).out
        assert clean(out) == out
    assert "models \\| debate" in run("compare", "./debate.toml", "--format", "markdown").out
