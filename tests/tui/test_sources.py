"""Sources and links: which are opened, and what is said of the others."""

from __future__ import annotations

import pytest
from textual.geometry import Offset
from textual.widgets import Markdown, Static

from gametree.errors import NotOpened
from gametree.tui import copying, sources
from gametree.tui.choice import ChoiceScreen
from gametree.tui.detail import Detail
from tests.tui.conftest import TREE
from tests.tui.driver import Drive, Driver, wait_until

HEAD, REST = TREE.split("[node.rl]")
SOURCES = """
[source.paper]
title = "A paper \\u001b]52;c;aGk=\\u0007"
author = "Ada\\u001b[31m"
file = "paper.pdf"

[source.trap]
title = "A trap"
url = "https://example.org/\\u001b]52;c;aGk=\\u0007"

[source.program]
title = "A program"
url = "-new-window"

[node.rl]"""


def citing(*names: str, text: str = "Trained as a whole.") -> str:
    rest = REST.replace('architecture"', f'architecture"\nsources = {list(names)}', 1)
    return HEAD + SOURCES + rest.replace("Trained as a whole.", text)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that a browser was given."""
    given: list[str] = []
    monkeypatch.setattr(sources, "open_in_browser", given.append)
    return given


async def gone_to(on: Driver, opened: list[str]) -> str:
    await wait_until(lambda: bool(opened), on.pilot)
    return opened[-1]


async def test_the_only_source_opens_at_once(drive: Drive, opened: list[str]) -> None:
    async with drive() as on:
        await on.press("j", "j", "o")
        assert await gone_to(on, opened) == "https://example.org/post"
        assert on.said() == ["opening https://example.org/post"]


async def test_one_of_several_is_chosen(drive: Drive, opened: list[str]) -> None:
    async with drive(citing("paper", "post")) as on:
        await on.press("o")
        assert isinstance(on.app.screen, ChoiceScreen)
        assert on.app.screen.choices[0] == "A paper ␛]52;c;aGk=␇\n  paper.pdf"
        await on.press("j", "enter")
        assert await gone_to(on, opened) == "https://example.org/post"


async def test_on_the_question_it_is_any_of_the_tree_s(drive: Drive, opened: list[str]) -> None:
    async with drive() as on:
        await on.press("k", "o")
        assert await gone_to(on, opened) == "https://example.org/post"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((), '"rl" names no source'),
        (("paper",), '"A paper ␛]52;c;aGk=␇" has no address, by Ada␛[31m, in the file paper.pdf'),
        (("trap",), '"https://example.org/␛]52;c;aGk=␇" is not opened: there are control characters or spaces in it'),
        (("program",), '"-new-window" is not opened: only addresses that begin with http:// or https:// are'),
    ],
)
async def test_what_cannot_be_opened_is_said(
    drive: Drive, opened: list[str], names: tuple[str, ...], said: str
) -> None:
    async with drive(citing(*names)) as on:
        await on.press("o")
        assert on.said() == [said]
        assert opened == []


async def test_without_a_browser_the_address_is_shown_and_copied(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(address: str) -> str:
        raise NotOpened("no browser is known here")

    monkeypatch.setattr(sources, "open_in_browser", none)
    monkeypatch.setattr(copying, "copy_with_tool", lambda _: "xclip")
    async with drive() as on:
        await on.press("j", "j", "o")
        await wait_until(lambda: len(on.said()) == 2, on.pilot)
        assert on.said()[0] == "no browser is known here; the address is https://example.org/post"
        assert on.said()[1].startswith("address copied")
        assert on.app.clipboard == "https://example.org/post"


async def test_enter_in_the_words_opens_the_source(drive: Drive, opened: list[str]) -> None:
    async with drive() as on:
        await on.press("j", "j", "tab", "enter")
        assert await gone_to(on, opened) == "https://example.org/post"
        assert len(on.tree.view.visible) == 10


async def test_a_click_on_a_source_opens_that_one(drive: Drive, opened: list[str]) -> None:
    async with drive(citing("paper", "post"), size=(240, 50)) as on:  # so wide that no line is broken
        await on.pilot.pause(0.2)
        tail = on.explore.query_one(Detail).query_one("#tail", Static)
        lines = str(tail.content).split("\n")
        await on.pilot.click("#tail", offset=(1, lines.index("A post")))
        assert await gone_to(on, opened) == "https://example.org/post"
        await on.pilot.click("#tail", offset=(1, 0))
        assert len(opened) == 1


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("[see](https://example.org/a%26b%20c)", "https://example.org/a%26b%20c"),
        ("<https://example.org/x>", "https://example.org/x"),
        ("[see](https://example.org/Foo_(bar))", "https://example.org/Foo_(bar)"),
    ],
)
async def test_a_link_in_the_text_opens(drive: Drive, opened: list[str], link: str, address: str) -> None:
    async with drive(citing(text=link)) as on:
        await on.pilot.pause(0.3)
        block = on.explore.query_one("#body", Markdown).query("MarkdownParagraph").first()
        await on.pilot.click(block, offset=Offset(1, 0))
        assert await gone_to(on, opened) == address


async def test_any_other_link_is_said_not_to_be_opened(drive: Drive, opened: list[str]) -> None:
    links = ["file:///etc/passwd", "other.md", "#top", "mailto:a@example.org", "-x", "https://"]
    async with drive(citing(text=" ".join(f"[see]({link})" for link in links))) as on:
        await wait_until(lambda: bool(on.explore.query("#body")), on.pilot)
        for link in links:
            on.explore.post_message(Markdown.LinkClicked(on.explore.query_one("#body", Markdown), link))
            await on.pilot.pause()
            assert f'"{link}" is not opened' in on.said()[-1]
        assert opened == []


async def test_an_escape_sequence_in_a_link_stays_in_its_code(drive: Drive, opened: list[str]) -> None:
    async with drive(citing(text="[see](https://example.org/%1b%5d52)")) as on:
        await on.pilot.pause(0.3)
        block = on.explore.query_one("#body", Markdown).query("MarkdownParagraph").first()
        await on.pilot.click(block, offset=Offset(1, 0))
        assert await gone_to(on, opened) == "https://example.org/%1b%5d52"
