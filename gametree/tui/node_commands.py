"""Going to a node by name, in the palette: names that hold what was typed first, similar ones after."""

from __future__ import annotations

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from gametree.model.kinds import LOOKS
from gametree.model.text import clean_line
from gametree.model.tree import Node
from gametree.tui.explore import ExploreScreen

_MOST = 50
_ENOUGH = 8  # nodes that hold what was typed; similar ones would only be in the way
_MOST_COMPARED = 2000  # fuzzy matching takes 5 ms for a thousand names


class NodeCommands(Provider):
    """The nodes of the tree on screen."""

    async def discover(self) -> Hits:
        """The first nodes, before anything is typed."""
        for node in self._nodes()[:_MOST]:
            yield DiscoveryHit(_shown(node), partial(self._go_to, node.id), text=clean_line(node.title))

    async def search(self, query: str) -> Hits:
        """Nodes whose title or id holds the query, then those that are similar."""
        nodes, folded = self._nodes(), query.lower()
        holding = [node for node in nodes if folded in node.title.lower() or folded in node.id]
        for rank, node in enumerate(holding[:_MOST]):
            yield Hit(2 - rank / _MOST, _shown(node), partial(self._go_to, node.id), text=clean_line(node.title))
        if len(holding) >= _ENOUGH:
            return
        matcher = self.matcher(query)
        known = {node.id for node in holding}
        for node in [node for node in nodes if node.id not in known][:_MOST_COMPARED]:
            score = matcher.match(clean_line(node.title))
            if score > 0:
                yield Hit(score / (1 + score), _shown(node), partial(self._go_to, node.id), text=clean_line(node.title))

    def _nodes(self) -> list[Node]:
        screen = self.screen
        return list(screen.session.tree.nodes.values()) if isinstance(screen, ExploreScreen) else []

    def _go_to(self, node_id: str) -> None:
        screen = self.screen
        if isinstance(screen, ExploreScreen):
            screen.go_to_node(node_id)


def _shown(node: Node) -> Content:
    return Content(f"{LOOKS[node.kind].glyph} {clean_line(node.title)}")
