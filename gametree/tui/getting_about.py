"""Between the panes of the main screen, to a node by its name, and out of it: help, other trees, the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.command import CommandPalette

if TYPE_CHECKING:
    from gametree.tui.explore import ExploreScreen


class GettingAbout:
    """The part of the main screen that leads elsewhere."""

    def __init__(self, screen: ExploreScreen) -> None:
        self.screen = screen

    def action_toggle_detail(self) -> None:
        """Show or hide the words."""
        self.screen.toggle_class("-words-toggled")
        if not self.screen.detail.display and self.screen.detail.has_focus:
            self.screen.tree_pane.focus()

    def action_other_pane(self) -> None:
        """Between tree and words, which open for it."""
        if self.screen.detail.has_focus:
            self.screen.tree_pane.focus()
            return
        if not self.screen.detail.display:
            self.screen.toggle_class("-words-toggled")
        self.screen.detail.focus()

    def action_back(self) -> None:
        """Leave what is open."""
        self.screen.go_back()

    def action_go_to_node_by_name(self) -> None:
        """Choose a node by typing a part of its name."""
        from gametree.tui.node_commands import NodeCommands

        self.screen.app.push_screen(CommandPalette(providers=[NodeCommands], placeholder="Go to the node …"))

    def action_help(self) -> None:
        """All keys."""
        from gametree.tui.help import HelpScreen

        self.screen.app.push_screen(HelpScreen(self.screen.keymap, self.screen.focused, self.screen.mode))

    def action_palette(self) -> None:
        """All commands."""
        self.screen.app.action_command_palette()

    def action_suspend(self) -> None:
        """To the shell, until `fg`."""
        self.screen.app.action_suspend_process()

    def action_trees(self) -> None:
        """Choose another tree."""
        self.screen.run_worker(self._want_other_tree(), exclusive=True, group="what-if")

    async def _want_other_tree(self) -> None:
        if await self.screen.imagining.settle():
            self.screen.post_message(self.screen.OtherTreeWanted())
