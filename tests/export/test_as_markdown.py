"""A tree as Markdown: a nested list that any reader of Markdown shows as it was meant."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from gametree.evaluation.outlook import outlook_of
from gametree.export.as_markdown import branch_as_markdown, inline, tree_as_markdown
from gametree.files.tree_file import parse_tree
from gametree.model.assessment import Assessment, Judgement, Note
from gametree.model.text import clean

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
TEXT = '''
[tree]
title = "Oversight *of* AGI"
question = "Does it work?"
text = """
The **scope**.
"""
[source.draft]
title = "Draft"
author = "Ada"
url = "https://example.org/a_b"
[node.debate]
kind = "strategy"
title = "Debate"
text = """
Two argue.

- one
- two
"""
sources = ["draft"]
[node.hch]
kind = "strategy"
title = "HCH"
[node.collusion]
kind = "failure-mode"
title = "They \\u001b collude"
parent = ["debate", "hch"]
'''
EXPECTED = """\
# Oversight \\*of\\* AGI

*Does it work?*

The **scope**.

ada: 1 of 3 scored

- ▲ **Debate** (strategy, 35 %, range 20–50 %)

  Two argue.

  - one
  - two

  > 2026-11-20 10:00: Why.
  > Because.

  - ✖ **They ␛ collude** (failure mode, unscored)

- ▲ **HCH** (strategy, unscored)

  - ✖ **They ␛ collude** (failure mode, unscored)
    (the same node as above)

## Sources

- Draft, Ada, https://example.org/a\\_b"""


def test_a_tree_is_a_nested_list_with_texts_scores_and_notes():
    tree = parse_tree(TEXT, Path("t.toml")).tree
    notes = {"debate": (Note("t1", AT, "Why.\nBecause."),)}
    lines = list(
        tree_as_markdown(tree, Assessment("ada", judgements={"debate": Judgement(0.35, (0.2, 0.5))}, notes=notes))
    )
    assert "\n".join(lines) == EXPECTED
    assert all(clean(line) == line for line in lines)


def test_outlooks_stand_behind_the_scores_and_beside_the_name_with_what_was_noted_on_the_question():
    tree = parse_tree(TEXT, Path("t.toml")).tree
    judgements = {"debate": Judgement(0.35, (0.2, 0.5)), "question": Judgement(0.05)}
    ada = Assessment("ada", judgements=judgements, notes={"question": (Note("t1", AT, "Why."),)})
    lines = list(tree_as_markdown(tree, ada, outlook_of(tree, ada)))
    start = lines.index("ada: 1 of 3 scored, outlook \\~33.8 %, worst to best case 0–100 %, stated 5 %")
    assert lines[start + 1 : start + 4] == ["", "> 2026-11-20 10:00: Why.", ""]
    assert "- ▲ **Debate** (strategy, 35 %, range 20–50 %, outlook \\~17.5 %)" in lines
    assert "- ▲ **HCH** (strategy, unscored)" in lines


@pytest.mark.parametrize("text", ["*a*", "_a_", "[a](b)", "<b>", "`a`", "# a", "a | b", "~~a~~", "\\"])
def test_a_title_is_taken_literally(text):
    assert inline(text).replace("\\", "") == text.replace("\\", "")
    assert all(f"\\{mark}" in inline(text) for mark in text if mark in "*_[]<>`#|~\\")


def test_a_branch_is_a_list_of_its_own_in_which_a_shared_node_has_its_branch():
    tree = parse_tree(TEXT, Path("t.toml")).tree
    notes = {"collusion": (Note("t1", AT, "Why."),)}
    lines = list(branch_as_markdown(tree, Assessment("ada", judgements={"hch": Judgement(0.35)}, notes=notes), "hch"))
    assert "\n".join(lines) == (
        "- ▲ **HCH** (strategy, 35 %)\n\n  - ✖ **They ␛ collude** (failure mode, unscored)\n\n"
        "    > 2026-11-20 10:00: Why.\n"
    )


def test_the_branch_of_a_leaf_is_the_leaf():
    tree = parse_tree(TEXT, Path("t.toml")).tree
    assert [line for line in branch_as_markdown(tree, Assessment("ada"), "collusion") if line] == [
        "- ✖ **They ␛ collude** (failure mode, unscored)"
    ]


def test_what_lies_very_deep_says_its_level_and_goes_no_further_to_the_right(tmp_path):
    nodes = (f"[node.n{i}]\nkind = 'claim'\ntitle = 'N'\n" + (f"parent = 'n{i - 1}'\n" if i else "") for i in range(60))
    tree = parse_tree("[tree]\ntitle = 'Deep'\n" + "".join(nodes), tmp_path / "deep.toml").tree
    lines = [line for line in tree_as_markdown(tree, Assessment("ada")) if "**N**" in line]
    assert lines[39] == " " * 78 + "- ■ **N** (claim, unscored)"
    assert lines[59] == " " * 78 + "- level 60: ■ **N** (claim, unscored)"
