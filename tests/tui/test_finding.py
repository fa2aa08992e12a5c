"""Search, filters, focus, going to a node by name."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from tests.tui.conftest import TREE
from tests.tui.driver import Drive, Driver, wait_until


def strip(on: Driver) -> str:
    return str(on.explore.find_strip.content) if on.explore.find_strip.display else ""


def count(on: Driver) -> str:
    return str(on.explore.find_bar.query_one("#count").content).strip()


async def test_search_goes_to_the_first_match_while_one_types(drive: Drive) -> None:
    async with drive() as on:
        await on.press("slash", *"over")
        assert (on.node, count(on)) == ("oversight", "1/1")
        await on.press("enter")
        assert on.tree.has_focus
        assert on.explore.searching.matches


async def test_search_wraps_forwards_and_backwards_and_counts(drive: Drive) -> None:
    async with drive() as on:
        await on.press("slash", *"human", "enter")
        assert on.node == "imitators"
        await on.press("n")
        assert on.node == "hch"
        await on.press("n")
        assert on.node == "imitators"
        await on.press("N", "N")
        assert on.node == "imitators"
        assert "search  “human”  1 of 2" in strip(on)


async def test_capitals_count_only_where_one_types_them(drive: Drive) -> None:
    async with drive() as on:
        await on.press("slash", *"hch")
        assert count(on) == "1/1"
        await on.press("escape", "slash", *"Hch")
        assert count(on) == "no match"


async def test_a_match_in_a_fold_is_revealed(drive: Drive) -> None:
    async with drive() as on:
        await on.press("C", "slash", *"probes", "enter")
        assert on.node == "probes"
        assert any("Probes" in row for row in on.rows())


async def test_escape_leaves_a_search_where_it_began(drive: Drive) -> None:
    async with drive() as on:
        await on.press("j", "slash", *"hch", "escape")
        assert on.node == "gaming"
        assert on.tree.light is None
        await on.press("n")
        assert "no search yet" in on.said()[-1]


async def test_matches_are_lit_and_escape_puts_the_light_out(drive: Drive) -> None:
    async with drive() as on:
        await on.press("slash", *"shard", "enter")
        lit = [segment.text for segment in on.tree.render_line(6) if segment.style and segment.style.reverse]
        assert lit == ["Shard"]
        await on.press("escape")
        assert not [segment for segment in on.tree.render_line(6) if segment.style and segment.style.reverse]


async def test_notes_are_searched_too(drive: Drive) -> None:
    async with drive() as on:
        on.session.note("hch", "Think of Xanadu.")
        await on.press("slash", *"xanadu")
        assert on.node == "hch"


@pytest.mark.parametrize(
    ("keys", "words", "nodes"),
    [
        ("fp", "problem", {"transparency"}),
        ("fo", "our moves", {"rl", "oversight", "shards", "probes", "imitators", "hch"}),
        ("ffft", "failure mode", {"gaming"}),
        ("fafy", "architecture or strategy", {"rl", "oversight", "shards", "probes", "imitators", "hch"}),
        ("fyfu", "strategy · unscored", {"shards", "probes", "hch"}),
        ("fn", "with notes", {"hch"}),
    ],
)
async def test_filters_combine_and_are_shown(
    drive: Drive,
    keys: str,
    words: str,
    nodes: set[str],
) -> None:
    async with drive() as on:
        on.session.judge("oversight", 0.5)
        on.session.note("hch", "n")
        await on.press(*(keys if keys != "ffft" else ["f", "f", "f", "t", "f", "t"]))
        view = on.tree.view
        assert {view.outline.rows[index].node_id for index in view.matched or ()} == nodes
        assert words in strip(on)
        assert f"{len(nodes)} of 8 nodes" in strip(on)
        await on.press("escape")
        assert strip(on) == ""
        assert len(view.visible) == 10


async def test_a_filter_shows_what_its_nodes_hang_from(drive: Drive) -> None:
    async with drive() as on:
        await on.press("f", "p")
        shown = [on.tree.view.outline.rows[index].node_id for index in on.tree.view.visible]
        assert shown == ["question", "rl", "gaming", "oversight", "transparency"]


async def test_scoring_under_the_unscored_filter_does_not_move_the_rows_away(drive: Drive) -> None:
    async with drive() as on:
        await on.press("f", "u", "j", "5")
        assert on.node == "gaming"
        assert on.score("gaming") == 0.5
        assert "gaming" in [on.tree.view.outline.rows[index].node_id for index in on.tree.view.visible]


async def test_words_filter_while_one_types_and_escape_takes_them_back(drive: Drive) -> None:
    async with drive() as on:
        await on.press("f", "slash", *"look")
        assert "“look”  1 of 8 nodes" in strip(on)
        await on.press("enter", "f", "slash", *"x", "escape")
        assert "“look”  1 of 8 nodes" in strip(on)


async def test_tags_are_chosen_from_a_list(drive: Drive) -> None:
    text = TREE.replace('title = "Probes"', 'title = "Probes"\ntags = ["[/x]", "tool"]')
    async with drive(text) as on:
        await on.press("f", "number_sign", "down", "enter")
        await wait_until(lambda: "#tool" in strip(on), on.pilot)
        assert on.tree.view.matched == {5}


async def test_without_tags_the_key_says_so(drive: Drive) -> None:
    async with drive() as on:
        await on.press("f", "number_sign")
        assert on.said() == ["no node of this tree has a tag"]


async def test_a_stale_node_is_found(drive: Drive) -> None:
    async with drive() as on:
        on.session.judge("hch", 0.5)
        on.session.close()
    async with drive(TREE.replace('"HCH"', '"HCH, amplified"')) as on:
        await on.press("f", "s")
        assert on.node == "question" or "1 of 8 nodes" in strip(on)


async def test_focus_shows_one_branch_and_the_folds_come_back(drive: Drive) -> None:
    async with drive() as on:
        await on.press("J", "h", "K", "z", "z")
        assert "within End-to-end trained RL" in strip(on)
        assert not any("imitators" in row for row in on.rows())
        await on.press("z", "z")
        assert "▸ ◆ Human-level imitators (1)" in "\n".join(on.rows())


async def test_folding_the_others_leaves_the_way_to_the_cursor(drive: Drive) -> None:
    async with drive() as on:
        await on.press("G", "z", "x")
        assert on.node == "hch"
        assert len(on.tree.view.visible) == 4


async def test_going_to_a_node_by_name_leaves_the_filter_that_hides_it(drive: Drive) -> None:
    async with drive() as on:
        await on.press("f", "p", "g", "n")
        await on.pilot.pause(0.3)
        await on.press(*"hch")
        await on.pilot.pause(0.6)
        await on.press("enter")
        await wait_until(lambda: on.node == "hch", on.pilot)
        assert strip(on) == ""


async def test_a_hundred_keys_in_the_find_bar_stay_there(drive: Drive) -> None:
    async with drive() as on:
        await on.press("slash", *"5u7q")
        assert on.app.screen.query_one("#find").query_one(Input).value == "5u7q"
        assert on.session.assessment.records == ()
