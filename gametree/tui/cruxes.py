"""The cruxes: the nodes whose scores could move the answer most, ranked beneath the tree, live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametree.tui.crux_panel import CruxPanel

if TYPE_CHECKING:
    from gametree.tui.explore import ExploreScreen


class Cruxes:
    """The part of the main screen that opens and closes the panel, and goes where it points."""

    def __init__(self, screen: ExploreScreen) -> None:
        self.screen = screen
        self.panel = CruxPanel(id="cruxes")

    def action_cruxes(self) -> None:
        """Open the panel, go to it where it is open, leave it where one is in it."""
        if self.panel.has_focus:
            self.close()
            return
        self.panel.display = True
        self.panel.show_standing(self.screen.standing, self.screen.session.tree)
        self.panel.focus()
        if self.panel.node_id:
            self.screen.detail.follow(self.panel.node_id)

    def close(self) -> bool:
        """Close the panel; whether it was open."""
        if not self.panel.display:
            return False
        self.panel.display = False
        self.screen.tree_pane.focus()
        self.screen.detail.follow(self.screen.tree_pane.node_id)
        return True

    def go_to(self, node_id: str) -> None:
        """Put the cursor of the tree on a node, and go on there."""
        self.screen.go_to_node(node_id)
        self.screen.tree_pane.focus()
        self.screen.detail.follow(node_id)
