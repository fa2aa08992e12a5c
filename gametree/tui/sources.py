"""Sources on screen: opening one in the browser, or saying what there is of it."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

from gametree.errors import NothingToDo, NotOpened
from gametree.files.browser import open_in_browser, web_address
from gametree.model.text import Clean, clean, clean_line, quoted
from gametree.model.tree import QUESTION, Source

if TYPE_CHECKING:
    from gametree.tui.explore import ExploreScreen


class Sources:
    """The part of the main screen that opens what the nodes cite."""

    def __init__(self, screen: ExploreScreen) -> None:
        self.screen = screen

    def action_open(self) -> None:
        """Open the node's source, or one of several; on the question any of the tree's."""
        tree, node_id = self.screen.session.tree, self.screen.node_id
        names = tuple(tree.sources) if node_id == QUESTION else tree.nodes[node_id].sources
        if not names:
            raise NothingToDo(f"{'the tree' if node_id == QUESTION else quoted(node_id)} names no source")
        if len(names) == 1:
            self.open_source(names[0])
        else:
            self.screen.run_worker(self._choose(names))

    def open_source(self, name: str) -> None:
        """Open a source by its id; raises NothingToDo where it has no address."""
        source = self.screen.session.tree.sources[name]
        if not source.url:
            known = [f"{word} {clean_line(value)}" for word, value in _without_address(source) if value]
            raise NothingToDo(", ".join([f"{quoted(source.title)} has no address", *known]))
        self.open_address(source.url)

    def open_link(self, href: str, text: str) -> None:
        """Open a link clicked in a node's text, given as Textual hands it on: unquoted."""
        self.open_address(next((address for address in _links(text) if unquote(address) == href), href))

    def open_address(self, text: str) -> None:
        """Open an address of the web; raises NotOpened where it is none."""
        self.screen.run_worker(self._open(web_address(text)), group="open")

    async def _open(self, address: str) -> None:
        self.screen.say(f"opening {clean(address)}")
        try:
            await to_thread(open_in_browser, address)
        except NotOpened as error:
            self.screen.say(f"{error}; the address is {clean(address)}", "warning")
            self.screen.copying.copy(address, "address")

    async def _choose(self, names: Sequence[str]) -> None:
        from gametree.tui.choice import ChoiceScreen

        sources = [self.screen.session.tree.sources[name] for name in names]
        chosen = await self.screen.app.push_screen_wait(ChoiceScreen(Clean("Which source?"), [*map(_shown, sources)]))
        if chosen is not None:
            await self.screen.attempt(lambda: self.open_source(names[chosen]))


def _without_address(source: Source) -> tuple[tuple[str, str | None], ...]:
    return ("by", source.author), ("of", source.date), ("in the file", source.file)


def _shown(source: Source) -> Clean:
    where = source.url or source.file or ""
    return Clean("\n".join(line for line in (clean_line(source.title), f"  {clean_line(where)}".rstrip()) if line))


def _links(text: str) -> list[str]:
    """The addresses of the links in a Markdown text, as they are written."""
    from markdown_it import MarkdownIt

    blocks = MarkdownIt("gfm-like").parse(text)  # as Textual's Markdown reads it
    inline = [token for block in blocks for token in block.children or ()]
    return [str(token.attrs["href"]) for token in inline if token.type == "link_open"]
