"""What the tree widget draws, and how much of it."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from gametree.tui.flat_tree import FlatTree
from tests.tui.driver import Drive

HOSTILE = r"""
[tree]
title = "t\u001b]0;owned\u0007"
question = "Q \u202Eesrever [/b] [@click=app.quit]x[/]"

[node.a]
kind = "claim"
title = "\u001b]52;c;aGFja2Vk\u001b\\ [/x] [bold]b[/bold]\u009b31m\ttab\nnewline"
short = "[/"
text = "[/nope] \u001b[2J **bold** [link](javascript:alert)"
tags = ["[/t]"]

[node.wide]
kind = "objection"
parent = "a"
title = "漢字の題名 and emoji 👩‍👩‍👧 🧪 and עברית and ｆｕｌｌｗｉｄｔｈ titles that go on for rather long"
text = "w"
"""

HARMFUL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def big(count: int) -> str:
    tables = (
        f'[node.n{i}]\nkind = "claim"\ntitle = "Node {i}"\n' + (f'parent = "n{i // 10}"\n' if i >= 10 else "")
        for i in range(count)
    )
    return '[tree]\ntitle = "t"\nquestion = "q"\n' + "".join(tables)


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    lines: list[int] = []
    paint = FlatTree.render_line

    def counting(self, y):
        lines.append(y)
        return paint(self, y)

    monkeypatch.setattr(FlatTree, "render_line", counting)
    return lines


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_no_harmful_character_and_no_markup_gets_to_the_screen(drive: Drive, size: tuple[int, int]) -> None:
    async with drive(HOSTILE, size=size) as on:
        await on.press("v", "v", "a", "escape", "full_stop", "escape", "r", "escape", "question_mark", "escape")
        await on.pilot.pause(0.2)
        text = "\n".join([*on.rows(), on.words(), on.status()])
        assert not HARMFUL.search(text)
        assert "␛]52;c;aGFja2Vk␛\\ [/x] [bold]b[/bold]<U+009B>31m" in on.words()


async def test_titles_of_any_script_keep_the_columns_aligned(drive: Drive) -> None:
    async with drive(HOSTILE, size=(100, 20)) as on:
        await on.press("3", "j", "1", "full_stop", *"100", "enter")
        rows = on.rows()
        ends = [cell_len(row[: row.index(" %") + 2]) for row in rows[1:] if " %" in row]  # the question is not scored
        assert len(ends) == 2
        assert len(set(ends)) == 1
        assert len({cell_len(row.rstrip()) for row in rows[:3]}) == 1


async def test_a_cursor_key_paints_two_rows(drive: Drive, painted: list[int]) -> None:
    async with drive(big(2000)) as on:
        await on.press("E")
        painted.clear()
        await on.press("j")
        assert sorted(painted) == [1, 2] or sorted(painted) == [2, 3]


async def test_no_key_paints_more_rows_than_the_screen_has(drive: Drive, painted: list[int]) -> None:
    async with drive(big(2000)) as on:
        for key in ("E", "C", "E", "G", "h", "7", "home", "pagedown"):
            painted.clear()
            await on.press(key)
            assert len(painted) <= 2 * on.tree.size.height, key


async def test_a_score_paints_no_row_that_it_leaves_as_it_was(drive: Drive, painted: list[int]) -> None:
    async with drive() as on:
        await on.settle()
        await on.press("G", "3")
        await on.settle()
        painted.clear()
        await on.press("5")
        await on.settle()
        assert on.tree.view.line in painted
        assert len(set(painted)) < len(on.tree.view.visible)
