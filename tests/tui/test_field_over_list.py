"""The field keeps the keys, the arrows move through the list, escape forgets and then leaves."""

from __future__ import annotations

import pytest
from textual.widgets import Input, OptionList

from gametree.tui.field_over_list import FieldOverList
from gametree.tui.node_picker import NodePicker
from gametree.tui.others import OthersScreen
from tests.tui.driver import Drive, wait_until

OPENED_BY = {"d": "OthersScreen", "e m": "NodePicker", "ctrl+o": "PickerScreen"}


@pytest.mark.parametrize(("keys", "name"), OPENED_BY.items())
async def test_it_is_typed_in_moved_through_and_left(drive: Drive, keys: str, name: str) -> None:
    async with drive() as on:
        await on.press(*keys.split())
        await wait_until(lambda: type(on.app.screen).__name__ == name, on.pilot)
        screen = on.app.screen
        await wait_until(
            lambda: screen.query_one(OptionList).highlighted is not None or name == "OthersScreen", on.pilot
        )
        await on.press("x", "down")
        await on.pilot.click(OptionList, offset=(0, 0))
        assert screen.focused is screen.query_one(Input)
        assert screen.query_one(Input).value == "x"
        await on.press("escape")
        if on.app.screen is screen:
            assert screen.query_one(Input).value == ""
            await on.press("escape")
        assert on.app.screen is on.explore


@pytest.mark.parametrize("dialog", [OthersScreen, NodePicker])
def test_over_the_tree_it_looks_as_all_dialogs_do(dialog: type[FieldOverList[object]]) -> None:
    assert "ModalScreen" in dialog._css_type_names
