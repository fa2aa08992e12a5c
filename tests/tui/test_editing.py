"""Editing the tree on screen: every key, what is on disk after it, and what happens when others write too."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from gametree.files import replacing
from gametree.files.locations import TreePlace
from gametree.model.tree import Node
from gametree.session import tree_editing
from gametree.tui.choice import ChoiceScreen
from gametree.tui.confirm import ConfirmScreen
from gametree.tui.edit_strip import EditStrip
from gametree.tui.line_prompt import LinePrompt
from gametree.tui.node_form import NodeForm
from gametree.tui.node_picker import NodePicker
from gametree.tui.note_editor import NoteArea
from tests.tui.conftest import PLAIN, TREE
from tests.tui.driver import Drive, Driver, wait_until

Editor = Callable[[str], None]


def text(on: Driver) -> str:
    return on.session.place.path.read_text(encoding="utf-8")


def node(on: Driver, node_id: str) -> Node:
    return on.session.tree.nodes[node_id]


def beneath(on: Driver, parent: str) -> list[str]:
    return list(on.session.tree.children.get(parent, ()))


async def at(on: Driver, node_id: str) -> None:
    on.explore.go_to_node(node_id)
    await on.pilot.pause()


def strip(on: Driver) -> str:
    return str(on.explore.query_one(EditStrip).content)


# titles


@pytest.mark.parametrize("keys", [("e", "e"), ("f2",)])
async def test_a_title_is_edited_in_its_row_saved_and_undone(drive: Drive, keys: tuple[str, ...]) -> None:
    async with drive() as on:
        await at(on, "oversight")
        await on.press(*keys)
        await on.type(" now")
        await on.press("enter")
        assert "▲ Scalable oversight now" in on.row()
        assert text(on) == TREE.replace('"Scalable oversight"', '"Scalable oversight now"')
        assert "saved ✓" in on.status()
        assert "Scalable oversight now" in on.words()
        await on.press("u")
        assert text(on) == TREE
        assert on.said()[-1] == "changing the title of oversight undone"
        assert "▲ Scalable oversight  " in on.row()
        await on.press("U")
        assert node(on, "oversight").title == "Scalable oversight now"


async def test_the_question_is_edited_in_its_row(drive: Drive) -> None:
    async with drive() as on:
        await on.press("g", "g", "e", "e", *"so", "enter")
        assert on.session.tree.question == "Does it go well?so"
        assert on.node == "question"


async def test_a_field_in_a_narrow_row_shows_the_cursor_and_follows_the_columns(drive: Drive) -> None:
    async with drive(TREE.replace("trained RL", "trained RL, and so on without an end in sight"), (64, 24)) as on:
        field = on.explore.title_field
        await on.press("e", "e")
        column = len(field.text) - on.app.focused.scroll_offset.x
        assert 0 < column < on.app.focused.size.width
        await on.pilot.resize_terminal(80, 24)
        await on.pilot.pause()
        assert field.region.right == on.tree.region.x + on.tree.columns.title


@pytest.mark.parametrize(
    ("short", "said"), [('short = "RL"\n', 'shows its short label "RL"'), ("", "shows its beginning")]
)
@pytest.mark.parametrize("key", ["e", "f"])
async def test_a_title_for_which_the_row_has_no_room_is_said_to_be_changed(
    drive: Drive, short: str, said: str, key: str
) -> None:
    long = TREE.replace('trained RL"\n', f'trained RL, and so on without an end in sight"\n{short}')
    async with drive(long, (64, 24)) as on:
        await on.press("e", key, *"!", "enter")
        assert on.session.tree.nodes["rl"].title.endswith("sight!")
        assert on.said()[-1] == f"title changed; the row {said}"
        await on.press("j", "e", key, *"!", "enter")
        assert on.said()[-1] == f"title changed; the row {said}"  # of the first one


async def test_a_title_left_half_typed_comes_back_and_changes_nothing(drive: Drive) -> None:
    async with drive() as on:
        await on.press("e", "e", *"xyz", "escape")
        assert text(on) == TREE
        assert "was left; the same key goes on with it" in on.said()[-1]
        await on.press("e", "e")
        assert on.app.focused.value == "End-to-end trained RLxyz"
        await on.press("enter")
        assert node(on, "rl").title == "End-to-end trained RLxyz"
        await on.press("e", "e", "escape")
        assert len(on.said()) == 1


async def test_an_empty_title_is_refused_and_stays_to_be_mended(drive: Drive) -> None:
    async with drive() as on:
        await on.press("e", "e", "ctrl+u", "enter")
        assert "is empty" in on.said()[-1]
        assert isinstance(on.app.focused, Input)
        await on.press(*"ab", "enter")
        assert node(on, "rl").title == "ab"


async def test_a_title_that_somebody_changed_meanwhile_is_overwritten_only_knowingly(drive: Drive) -> None:
    async with drive() as on:
        await on.press("e", "e", "x")
        on.session.place.path.write_text(TREE.replace("End-to-end trained RL", "Theirs"))
        await on.press("enter")
        assert 'says "Theirs" now' in on.said()[-1]
        assert "Theirs" in text(on)
        assert on.app.focused.value == "End-to-end trained RLx"
        await on.press("enter")
        assert node(on, "rl").title == "End-to-end trained RLx"


async def test_pasted_control_characters_are_made_visible(drive: Drive) -> None:
    from textual.events import Paste

    async with drive() as on:
        await on.press("e", "e")
        on.app.focused.post_message(Paste("\x1b]52;c;aGk=\x07\n[/x]"))
        await on.press("enter")
        assert node(on, "rl").title == "End-to-end trained RL␛]52;c;aGk=␇ [/x]"


# new nodes


async def test_a_child_is_typed_beneath_its_parent_and_is_its_last(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "gaming")
        await on.press("plus")
        assert "strategy: answers The objective gets gamed" in strip(on)
        await on.type("New idea.")
        await on.press("enter")
        assert on.node == "new-idea"
        assert beneath(on, "gaming") == ["oversight", "shards", "new-idea"]
        assert '[node.new-idea]\nkind = "strategy"\nparent = "gaming"\ntitle = "New idea."\n' in text(on)
        await on.press("u")
        assert (on.node, text(on)) == ("shards", TREE)


@pytest.mark.parametrize(
    ("keys", "order"),
    [
        (("e", "b"), ["oversight", "x", "shards"]),
        (("insert",), ["oversight", "x", "shards"]),
        (("e", "B"), ["x", "oversight", "shards"]),
    ],
)
async def test_a_sibling_is_added_below_or_above(drive: Drive, keys: tuple[str, ...], order: list[str]) -> None:
    async with drive() as on:
        await at(on, "oversight")
        await on.press(*keys, "x", "enter")
        assert beneath(on, "gaming") == order
        assert (on.node, node(on, "x").kind) == ("x", "strategy")


async def test_tab_goes_through_the_kinds_that_fit(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "hch")
        await on.press("e", "a")
        seen = []
        for _ in range(5):
            seen.append(strip(on).split("leave")[1].split(":")[0].strip())
            await on.press("tab")
        assert seen == ["● problem", "✖ failure mode", "⊘ objection", "▲ strategy", "■ claim"]
        await on.press("shift+tab", "shift+tab", *"abc", "enter")
        assert node(on, "abc").kind == "strategy"


async def test_titles_that_are_alike_get_ids_of_their_own(drive: Drive) -> None:
    async with drive() as on:
        for _ in range(2):
            await at(on, "hch")
            await on.press("e", "a")
            await on.type("Über HCH!")
            await on.press("enter")
        assert beneath(on, "hch") == ["uber-hch", "uber-hch-2"]


async def test_a_new_top_level_node_is_added_on_the_question(drive: Drive) -> None:
    async with drive() as on:
        await on.press("g", "g", "e", "a", *"top", "enter")
        assert beneath(on, "question") == ["rl", "imitators", "top"]
        assert node(on, "top").kind == "architecture"


async def test_a_child_of_a_folded_node_is_seen(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "gaming")
        await on.press("z", "c", "e", "a", "x", "enter")
        assert on.node == "x"


async def test_nothing_typed_is_nothing_added(drive: Drive) -> None:
    async with drive() as on:
        await on.press("e", "a", "enter")
        assert text(on) == TREE
        assert on.app.focused is on.tree


# moving


async def test_a_node_is_moved_among_its_siblings_and_back(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "shards")
        await on.press("alt+up")
        assert beneath(on, "gaming") == ["shards", "oversight"]
        assert on.node == "shards"
        await on.press("alt+up")
        assert on.said()[-1] == "it is the first one here already"
        await on.press("e", "down")
        assert beneath(on, "gaming") == ["oversight", "shards"]
        await on.press("u", "u")
        assert text(on) == TREE


async def test_a_branch_is_indented_and_outdented(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "shards")
        await on.press("alt+right")
        assert node(on, "shards").parents == ("oversight",)
        assert on.node == "shards"
        await on.press("alt+left")
        assert node(on, "shards").parents == ("gaming",)
        assert beneath(on, "gaming") == ["oversight", "shards"]
        await on.press("alt+h", "alt+h")
        assert node(on, "shards").parents == ("rl",)
        assert "stands at the top level beside architectures" in on.said()[-1]
        await at(on, "rl")
        await on.press("alt+h")
        assert on.said()[-1] == "it stands at the top level already"


async def test_a_branch_is_outdented_to_the_top_level(drive: Drive) -> None:
    async with drive(TREE.replace("architecture", "strategy")) as on:
        await at(on, "gaming")
        await on.press("alt+left")
        assert node(on, "gaming").parents == ()
        assert beneath(on, "question") == ["rl", "gaming", "imitators"]


async def test_a_branch_is_cut_and_pasted_beneath_and_beside(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "shards")
        await on.press("e", "d")
        assert text(on) == TREE
        await at(on, "hch")
        await on.press("e", "p")
        assert node(on, "shards").parents == ("hch",)
        assert on.node == "shards"
        await on.press("ctrl+x")
        await at(on, "oversight")
        await on.press("e", "P")
        assert beneath(on, "gaming") == ["oversight", "shards"]
        await on.press("ctrl+v")
        assert "nothing was taken up" in on.said()[-1]


async def test_a_branch_cannot_be_pasted_into_itself(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "gaming")
        await on.press("ctrl+x")
        await at(on, "probes")
        await on.press("ctrl+v")
        assert on.said()[-1] == "a node cannot go beneath itself"
        assert text(on) == TREE


async def test_a_branch_is_moved_beneath_a_node_found_by_name(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "shards")
        await on.press("e", "m", *"hch", "enter")
        assert node(on, "shards").parents == ("hch",)


async def test_a_branch_is_moved_to_the_top_level_by_name(drive: Drive) -> None:
    async with drive(TREE.replace("architecture", "strategy")) as on:
        await at(on, "shards")
        await on.press("e", "m", *"top", "enter")
        assert node(on, "shards").parents == ()


# parents


async def test_a_second_parent_is_given_and_taken_away(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "probes")
        await on.press("e", "l")
        picker = on.app.screen
        assert isinstance(picker, NodePicker)
        assert set(picker.offered) == set(on.session.tree.nodes) - {"probes", "transparency"}
        await on.press(*"hch", "enter")
        assert node(on, "probes").parents == ("transparency", "hch")
        assert on.tree.view.row.key == ("probes", "hch")
        await on.press("e", "u")
        assert node(on, "probes").parents == ("transparency",)
        await on.press("e", "u")
        assert "it has no other parent" in on.said()[-1]
        await on.press("u", "u")
        assert text(on) == TREE


# whole branches


async def test_a_branch_is_deleted_after_a_question_that_counts(drive: Drive) -> None:
    async with drive() as on:
        on.session.judge("transparency", 0.3)
        await at(on, "gaming")
        await on.press("delete")
        assert isinstance(on.app.screen, ConfirmScreen)
        assert on.app.screen.asked == 'Delete "The objective gets gamed" and 4 nodes beneath it?'
        assert "You scored or noted 1 of them" in on.app.screen.more
        await on.press("escape")
        assert text(on) == TREE
        await on.press("e", "D", "y")
        assert set(on.session.tree.nodes) == {"rl", "imitators", "hch"}
        assert on.node == "rl"
        await on.press("u")
        assert (text(on), on.node) == (TREE, "gaming")


async def test_children_with_another_parent_stay(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "oversight")
        await on.press("delete")
        assert isinstance(on.app.screen, ConfirmScreen)
        assert on.app.screen.asked == 'Delete "Scalable oversight"?'
        assert on.app.screen.more.startswith("2 nodes beneath it stay")
        await on.press("y")
        assert node(on, "transparency").parents == ("shards",)
        assert on.node == "shards"


async def test_the_last_nodes_are_not_asked_about(drive: Drive) -> None:
    async with drive(PLAIN) as on:
        await at(on, "debate")
        await on.press("delete")
        assert on.app.screen is on.explore
        assert on.said() == ["no node would be left; a tree keeps at least one"]


@pytest.mark.parametrize(("choice", "left"), [(0, True), (1, False)])
async def test_a_shared_node_is_taken_away_from_here_or_deleted_everywhere(
    drive: Drive, choice: int, left: bool
) -> None:
    async with drive() as on:
        await at(on, "transparency")
        await on.press("delete")
        assert isinstance(on.app.screen, ChoiceScreen)
        on.app.screen.query_one(OptionList).highlighted = choice
        await on.press("enter")
        assert ("transparency" in on.session.tree.nodes) is left
        assert ("probes" in on.session.tree.nodes) is left


async def test_a_branch_is_duplicated_and_its_shared_nodes_are_shared(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "oversight")
        await on.press("e", "y")
        assert on.node == "oversight-copy"
        assert beneath(on, "gaming") == ["oversight", "oversight-copy", "shards"]
        await on.press("u")
        assert text(on) == TREE


async def test_an_id_is_renamed_and_the_scores_follow(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "oversight")
        await on.press("4", "e", "i")
        assert isinstance(on.app.screen, LinePrompt)
        await on.press("ctrl+u", *"rl", "enter")
        assert isinstance(on.app.screen, LinePrompt)
        assert 'a node "rl" already' in on.app.screen.fault
        await on.press("ctrl+u", *"scaled", "enter")
        assert on.node == "scaled"
        assert on.score("scaled") == 0.4
        assert node(on, "transparency").parents == ("scaled", "shards")
        assert 'formerly = ["oversight"]' in text(on)
        await on.press("u")
        assert (text(on), on.score("oversight")) == (TREE, 0.4)


# kind, refinement, the form


async def test_kind_and_refinement_change_at_a_key(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "oversight")
        await on.press("e", "k")
        on.app.screen.query_one(OptionList).highlighted = 2
        await on.press("enter")
        assert node(on, "oversight").kind == "claim"
        await on.press("e", "r")
        assert "(all" in on.row()
        await on.press("e", "r")
        assert "refinement" not in text(on)


async def test_the_form_changes_everything_at_once_and_undo_takes_it_back_at_once(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "hch")
        await on.press("e", "f", "end", *"!", "tab", "right", "tab", "space", "tab", *"a,b", "tab", *"post", "ctrl+s")
        found = node(on, "hch")
        assert (found.title, found.kind, found.refinement, found.tags, found.sources) == (
            "HCH!", "claim", "all", ("a", "b"), ("post",)
        )  # fmt: skip
        assert found.text == "Humans consulting HCH."
        await on.press("u")
        assert text(on) == TREE


async def test_a_text_is_edited_with_several_lines(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "hch")
        await on.press("e", "t", "enter", *"more", "ctrl+s")
        assert node(on, "hch").text == "Humans consulting HCH.\nmore"
        await on.press("e", "t", "ctrl+s")
        assert on.said()[-1] == "no change"


async def test_the_question_has_a_form_of_its_own(drive: Drive) -> None:
    async with drive() as on:
        await on.press("g", "g", "e", "t", "exclamation_mark", "ctrl+s")
        assert on.session.tree.header.text == "What this is about.!"


async def test_a_form_put_aside_is_a_draft_that_comes_back(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "hch")
        await on.press("e", "t", "exclamation_mark", "escape")
        assert text(on) == TREE
        assert "put aside as a draft" in on.said()[-1]
        await on.press("e", "f")
        assert on.app.screen.query_one(NoteArea).text == "Humans consulting HCH.!"
        await on.press("ctrl+s", "e", "f", "escape")
        assert node(on, "hch").text == "Humans consulting HCH.!"
        assert on.said()[-1] == "no change"


async def test_a_source_that_is_not_there_is_said_and_the_form_stays(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "hch")
        await on.press("e", "f", "tab", "tab", "tab", "tab", *"pst", "enter")
        assert isinstance(on.app.screen, NodeForm)
        assert 'did you mean "post"' in on.said()[-1]


async def test_a_form_that_would_make_the_tree_faulty_comes_back_with_the_reason(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "hch")
        await on.press("e", "f", "ctrl+u", "ctrl+s")
        assert isinstance(on.app.screen, NodeForm)
        assert "is empty" in on.app.screen.fault
        await on.press(*"new", "ctrl+s")
        assert node(on, "hch").title == "new"


# the person's own editor


async def test_a_text_is_edited_in_the_persons_own_editor(drive: Drive, editor: Editor) -> None:
    editor("printf '\\nmore\\n' >> $1")
    async with drive() as on:
        await at(on, "hch")
        await on.press("e", "o")
        assert node(on, "hch").text == "Humans consulting HCH.\nmore"


async def test_the_lines_of_a_node_are_edited_in_the_persons_own_editor(drive: Drive, editor: Editor) -> None:
    editor("""sed -i 's/^title = .*/title = "HCH, again"  # mine/' $1""")
    async with drive() as on:
        await at(on, "hch")
        await on.press("e", "x")
        assert text(on) == TREE.replace('title = "HCH"\n', 'title = "HCH, again"  # mine\n')
        await on.press("u")
        assert text(on) == TREE


async def test_lines_that_are_not_valid_go_back_to_the_editor_with_nothing_lost(drive: Drive, editor: Editor) -> None:
    editor("""sed -i 's/^title = .*/title = "HCH/' $1""")
    async with drive() as on:
        await at(on, "hch")
        await on.press("e", "x")
        assert isinstance(on.app.screen, ChoiceScreen)
        assert "line 4 of what you wrote" in on.app.screen.asked
        assert text(on) == TREE
        editor("""sed -i 's/^title = .*/&, mended"/' $1""")
        on.app.screen.query_one(OptionList).highlighted = 0
        await on.press("enter")
        assert node(on, "hch").title == "HCH, mended"


async def test_lines_that_are_left_unmended_are_a_draft(drive: Drive, editor: Editor) -> None:
    editor("""sed -i 's/^title = .*/title = "HCH/' $1""")
    async with drive() as on:
        await at(on, "hch")
        await on.press("e", "x", "escape")
        editor("""sed -i 's/^title = .*/&, mended"/' $1""")
        await on.press("e", "x")
        assert node(on, "hch").title == "HCH, mended"


# others, and the disk


async def test_a_change_by_somebody_else_keeps_cursor_and_folds(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "oversight")
        await on.press("z", "c")
        changed = TREE.replace("[node.rl]", '[node.first]\nkind = "architecture"\ntitle = "First"\n\n[node.rl]')
        on.session.place.path.write_text(changed.replace("Scalable oversight", "Oversight"))
        await wait_until(lambda: "first" in on.session.tree.nodes, on.pilot)
        await on.pilot.pause()
        assert on.node == "oversight"
        assert "▸ ▲ Oversight (2)" in on.row()
        assert "changed elsewhere" in on.said()[-1]


async def test_while_the_file_is_broken_the_strip_says_why_and_what_is_typed_stays(drive: Drive) -> None:
    async with drive() as on:
        path = on.session.place.path
        path.write_text(TREE.replace('title = "HCH"', "title = HCH"))
        await wait_until(lambda: "not valid TOML" in strip(on), on.pilot)
        assert "oversight.toml:55:9" in strip(on)
        await on.press("e", "e", "x", "enter")
        assert "cannot be read as it is now" in on.said()[-1]
        assert on.app.focused.value == "End-to-end trained RLx"
        path.write_text(TREE)
        await wait_until(lambda: "not valid" not in strip(on), on.pilot)
        await on.press("enter")
        assert node(on, "rl").title == "End-to-end trained RLx"


async def test_a_full_disk_is_said_and_the_edit_is_tried_again(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async with drive() as on:
        with monkeypatch.context() as patch:
            patch.setattr(replacing, "_write_all", full)
            patch.setattr(replacing, "_fill", full)
            await on.press("e", "e", "x", "enter")
            assert "NOT SAVED" in on.status()
            assert "no space left on device; W tries again" in on.said()[-1]
            assert "End-to-end trained RLx" in on.row()
            assert text(on) == TREE
        await on.press("W")
        assert "saved ✓" in on.status()
        assert "End-to-end trained RLx" in text(on)


async def test_two_windows_edit_one_tree(drive: Drive, sit: Callable[..., object]) -> None:
    async with drive() as on:
        from gametree.files.editing.edits import SetKeys
        from gametree.session import open_session

        other = open_session(on.session.place, on.session.journal, "ada", on.session.clock)
        await on.press("e", "e", "x", "enter")
        other.edit(SetKeys("hch", {"title": "Theirs"}))
        await on.press("e", "r")
        assert {"End-to-end trained RLx", "Theirs"} <= {node.title for node in on.session.tree.nodes.values()}
        await on.press("u", "u")
        assert text(on) == TREE.replace('"HCH"', '"Theirs"')
        other.close()


# trees that cannot be edited where they are


async def test_a_bundled_tree_is_copied_first_and_the_edit_goes_on_there(
    drive: Drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        tree_editing, "why_read_only", lambda place: "came with gametree" if "mine" not in place.path.parts else ""
    )
    (tmp_path / "mine").mkdir()
    async with drive(size=(80, 24)) as on:
        await at(on, "hch")
        await on.press("3", "e", "e")
        prompt = on.app.screen
        assert isinstance(prompt, LinePrompt)
        assert prompt.asked == "oversight came with gametree. Copy it where?"
        await on.press("ctrl+u", *"x", "enter")
        assert "a tree's name ends in .toml" in on.app.screen.fault
        on.app.screen.query_one(Input).value = str(tmp_path / "mine" / "mine.toml")
        await on.press("enter")
        await wait_until(
            lambda: on.explore.session.place == TreePlace(tmp_path / "mine" / "mine.toml", False), on.pilot
        )
        await on.pilot.pause(0.2)
        assert on.explore.session.judgement("hch").plausibility == 0.3
        assert isinstance(on.app.focused, Input)
        field = on.explore.title_field
        assert field.region.right == on.tree.region.x + on.tree.columns.title
        await on.press("x", "enter")
        assert on.explore.session.tree.nodes["hch"].title == "HCHx"
        assert text(on) == TREE
        on.explore.session.close()


async def test_an_edit_under_a_filter_stays_in_sight(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "oversight")
        await on.press("f", "y", "e", "k")
        on.app.screen.query_one(OptionList).highlighted = 2
        await on.press("enter")
        assert on.node == "oversight"
        assert not on.explore.filtering.wanted.is_empty
        await on.press("f", "x")
        assert len([row for row in on.rows() if row]) == 10


async def test_a_click_on_the_kind_changes_it_and_one_on_the_tree_leaves_the_title(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "hch")
        await on.press("e", "a", "x")
        await on.pilot.click("#title-field Static")
        assert "failure mode" in strip(on)
        await on.pilot.click("#tree", offset=(10, 2))
        await on.pilot.pause()
        assert on.app.focused is on.tree
        assert text(on) == TREE
