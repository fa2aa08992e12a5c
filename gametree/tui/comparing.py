"""What can be done while comparing: walk from crux to crux, take over, hide, sort, leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametree.comparison.beside import Relation, records_of
from gametree.errors import NothingToDo
from gametree.files.safe_write import write_new
from gametree.model.plausibility import percent, span
from gametree.model.text import Clean, clean_line
from gametree.tui.choice import ChoiceScreen
from gametree.tui.compare_tree import flat_outline
from gametree.tui.exporting import ExportChoice, export_choices
from gametree.tui.history_view import HistoryScreen
from gametree.tui.others import OthersScreen
from gametree.tui.tree_view import TreeView

if TYPE_CHECKING:
    from gametree.session.comparison import Worth
    from gametree.session.versions import Version
    from gametree.tui.compare import CompareScreen

_RANKED = (Relation.DIFFER, Relation.HIDDEN, Relation.ONLY_THEIRS, Relation.ONLY_MINE, Relation.ALIKE, Relation.NEITHER)
"""What comes first where nodes are sorted by share."""


class Comparing:
    """The part of the comparing screen that a person's keys speak to."""

    def __init__(self, screen: CompareScreen) -> None:
        self.screen = screen
        self.by_share = False
        self._folded: set[str] = set()  # of the tree, while the nodes are sorted by share

    # walking

    def action_next_crux(self, step: int) -> None:
        """Go from crux to crux by rank, from elsewhere to the largest; a filter that hides it is left."""
        worth = self._worth()
        if not worth.diff.cruxes:
            raise NothingToDo("you agree on every node that both have scored")
        rank = worth.rank.get(self.screen.tree_pane.node_id)
        following = 0 if rank is None else (rank + step) % len(worth.diff.cruxes)
        self.screen.go_to_node(worth.diff.cruxes[following].node)

    def _worth(self) -> Worth:
        if self.screen.worth is None:
            raise NothingToDo("the shares are still being worked out")
        return self.screen.worth

    def action_next_theirs(self, step: int) -> None:
        """Go to the next or previous node that only the other has scored, seen or hidden."""
        beside, found = self.screen.beside, False

        def seek(view: TreeView) -> None:
            nonlocal found
            found = view.seek(lambda node: beside.relation(node) in (Relation.HIDDEN, Relation.ONLY_THEIRS), step)

        self.screen.tree_pane.change(seek)
        if not found:
            raise NothingToDo("there is no other node that only they have scored")

    # which rows

    def action_sort(self) -> None:
        """Show the nodes in a list by share, or in the tree again; what is filtered stays so."""
        worth = None if self.by_share else self._worth()
        filtering, pane = self.screen.filtering, self.screen.tree_pane
        self.by_share = worth is not None
        if worth:
            self._folded = set(pane.view.folded) if filtering.wanted.is_empty else filtering.folded
            pane.show_view(TreeView(flat_outline(self._ranked(worth))))
        else:
            pane.show_view(TreeView(self.screen.outline, self._folded))
            filtering.folded = self._folded
        filtering.apply_again()

    def _ranked(self, worth: Worth) -> list[str]:
        """All nodes: the cruxes by share, then what one of the two has scored, then the rest, in file order."""
        beside = self.screen.beside
        place = {relation: number for number, relation in enumerate(_RANKED)}

        def key(node_id: str) -> tuple[int, int]:
            return place[beside.relation(node_id)], worth.rank.get(node_id, 0)

        return sorted(beside.tree.nodes, key=key)

    def action_filter_differing(self) -> None:
        """Show only the nodes on which the two differ, or all again."""
        if not self.screen.beside.differing:
            raise NothingToDo("you agree on every node that both have scored")
        self.screen.filtering.toggle_differing(self.screen.beside.differing)

    def action_blind(self) -> None:
        """Hide what would colour a judgement to come, or show it."""
        comparison = self.screen.comparison
        if not comparison.is_of_another:
            raise NothingToDo("these are your own scores; there is nothing to hide")
        comparison.blind = not comparison.blind
        self.screen.show_changes()
        theirs = clean_line(comparison.names[1])
        hidden = f"{theirs}'s scores are hidden on what you have not scored"
        self.screen.say(hidden if comparison.blind else f"all of {theirs}'s scores are shown")

    # taking over

    def action_take(self) -> None:
        """Imagine their score to be mine, or no longer."""
        self.screen.comparison.take(self.screen.tree_pane.node_id)
        self.screen.show_changes()

    def drop(self) -> bool:
        """Imagine nothing any more; whether anything was imagined."""
        if not self.screen.comparison.taken:
            return False
        self.screen.comparison.taken.clear()
        self.screen.show_changes()
        return True

    def action_keep_taken(self) -> None:
        """Ask whether what was taken over becomes one's own; with nothing taken, the node under the cursor."""
        comparison = self.screen.comparison
        if not comparison.taken:
            self.action_take()
        self.screen.run_worker(self._keep(), exclusive=True, group="keep")

    async def _keep(self) -> None:
        taken = self.screen.comparison.taken
        lines = []
        for node_id, judgement in taken.items():
            ends = f" ({span(judgement.range)})" if judgement.range else ""
            lines.append(f"{percent(judgement.plausibility)}{ends} for “{self.screen.title_of(node_id)}”")
        theirs = clean_line(self.screen.comparison.names[1])
        asked = Clean(f"Make {theirs}'s score your own: {'; '.join(lines)}?")
        answers = [Clean("No, go on looking"), Clean("Yes, write it into my assessment")]
        if await self.screen.app.push_screen_wait(ChoiceScreen(asked, answers)) == 1:
            count = self.screen.comparison.keep_taken()
            undo = self.screen.keymap.key("undo")
            self.screen.say(f"{count} score{'' if count == 1 else 's'} taken over; {undo} undoes it")
            self.screen.show_changes()

    # elsewhere

    def action_other(self) -> None:
        """Choose another person or date."""
        self.screen.run_worker(self._choose(), exclusive=True, group="compare")

    async def _choose(self) -> None:
        other = await self.screen.app.push_screen_wait(OthersScreen(self.screen.session))
        if other:
            self.compare_with(other)

    def compare_with(self, other: Version | None) -> None:
        """Compare with somebody else from now on."""
        if other:
            self.drop()
            self.screen.set_other(other)

    def action_over_time(self) -> None:
        """The outlook over time, mine and what may be seen of theirs."""
        comparison, beside = self.screen.comparison, self.screen.beside
        theirs = (comparison.names[1], records_of(beside.theirs)) if comparison.is_of_another else None
        view = HistoryScreen(self.screen.session, self.screen.tree_pane.node_id, theirs)
        self.screen.app.push_screen(view, self.compare_with)

    def action_export(self) -> None:
        """Ask for a format and where to, then export what is shown."""
        worth = self._worth()
        self.screen.run_worker(self._export(worth), exclusive=True, group="export")

    async def _export(self, worth: Worth) -> None:
        choices = export_choices(self.screen.session.tree, worth.diff, self.screen.comparison.names)
        asked = Clean("Export the comparison as it is shown")
        chosen = await self.screen.app.push_screen_wait(ChoiceScreen(asked, [choice.words for choice in choices]))
        if chosen is not None:
            await self.screen.attempt(lambda: self._send(choices[chosen]))

    def _send(self, choice: ExportChoice) -> None:
        text = choice.text()
        if choice.path is None:
            self.screen.copying.copy(text, "comparison")
        else:
            write_new(choice.path, text)
            self.screen.say(f"written to {choice.path}")

    def action_leave(self) -> None:
        """Back to the tree."""
        self.screen.leave()
