"""F5 and F12 of the list in tests/test_failure_list.py, on screen."""

from __future__ import annotations

from gametree.files.journal import read_journal
from tests.tui.conftest import TREE
from tests.tui.driver import Drive, wait_until


async def test_f05_an_edit_under_a_filter_changes_nothing_that_is_hidden(drive: Drive) -> None:
    async with drive() as on:
        await on.press("3", "f", "f")
        assert len(on.tree.view.visible) < len(on.session.tree.nodes)
        on.explore.go_to_node("gaming")
        await on.pilot.pause()
        await on.press("4", "e", "e")
        await on.type(" now")
        await on.press("enter")
        await wait_until(lambda: on.session.state.is_saved, on.pilot)
        text = on.session.place.path.read_text(encoding="utf-8")
        assert text == TREE.replace("The objective gets gamed", "The objective gets gamed now")
        assert [record.node for record in read_journal(on.session.journal.path).records] == ["rl", "gaming"]


HOSTILE = "[/x] [b]b[/] [@click=app.quit]q[/] [[$t]"


async def test_f12_brackets_in_a_text_are_shown_as_they_are(drive: Drive) -> None:
    tree = TREE
    for words in ("Oversight", "Does it go well?", "End-to-end trained RL", "Trained as a whole.", "A post"):
        tree = tree.replace(f'"{words}"', f'"{HOSTILE}"')
    async with drive(tree) as on:
        assert any(HOSTILE in row for row in on.rows())
        await on.press("a")
        await on.type("[/x]")
        await on.press(
            "ctrl+s", "H", "escape", "slash", *"[/x]", "enter", "escape", "ctrl+p", *"[/", "escape", "escape"
        )
        await on.press("question_mark", "escape", "e", "e", "escape", "v", "v", "L", "L", "y", "i", "e", "f", "escape")
        assert on.app.is_running
        assert [record.note for record in on.session.assessment.records] == ["[/x]"]
        assert any(HOSTILE in row for row in on.rows())
