"""Titles on screen: typed in their rows, for nodes there are and for new ones."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gametree.errors import GametreeError, NothingToDo
from gametree.files.editing.edits import AddNode, SetKeys
from gametree.model.branches import kinds_that_fit, new_id
from gametree.model.kinds import LOOKS, label
from gametree.model.text import Clean, clean_line, quoted
from gametree.model.tree import QUESTION, Kind, Node, Tree
from gametree.tui.title_field import KindOffer, TitleField

if TYPE_CHECKING:
    from gametree.tui.explore import ExploreScreen


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is being typed: another title for a node, or the title of a new one beneath a parent."""

    seen: Tree
    node_id: str = ""
    parent: str = ""
    before: str | None = None
    after: str | None = None


class Titling:
    """The part of the main screen that takes titles."""

    def __init__(self, screen: ExploreScreen) -> None:
        self.screen = screen
        self._asked: _Asked | None = None
        self._left: dict[_Where, str] = {}

    @property
    def field(self) -> TitleField:
        """Where titles are typed."""
        return self.screen.title_field

    @property
    def tree(self) -> Tree:
        """The tree as it is now."""
        return self.screen.session.tree

    def action_edit_title(self) -> None:
        """Type another title in the row; on the question's, another question."""
        view = self.screen.tree_pane.view
        node_id = view.row.node_id
        indent = self._indent(view.line) + (2 if node_id != QUESTION else 0)
        self._open(_Asked(self.tree, node_id), view.line, indent, self._title(node_id))

    def action_add_child(self) -> None:
        """Type the title of a new child, its parent's last."""
        pane = self.screen.tree_pane
        row = pane.view.row
        if row.again:
            pane.change(lambda view: view.go_to_node(row.node_id))
        if pane.view.is_folded(pane.view.index):
            pane.change(lambda view: view.unfold())
        indent = self._indent(pane.view.line) + (2 if row.node_id != QUESTION else 0)
        self._open(_Asked(self.tree, parent=row.node_id), self._end_of_branch(), indent)

    def action_add_sibling(self, step: int) -> None:
        """Type the title of a new node right below (1) or above (-1)."""
        view = self.screen.tree_pane.view
        row, indent = view.row, self._indent(view.line)
        if row.node_id == QUESTION:
            self.action_add_child()
        elif step < 0:
            self._open(_Asked(self.tree, parent=row.parent_id, before=row.node_id), view.line, indent)
        else:
            asked = _Asked(self.tree, parent=row.parent_id, after=row.node_id)
            self._open(asked, self._end_of_branch(), indent)

    def _open(self, asked: _Asked, line: int, indent: int, title: str = "") -> None:
        self._asked = asked
        offers = [] if asked.node_id else self._offers(asked)
        kept = self._left.get(_where(asked), title)
        self.field.open(line, indent, clean_line(kept), offers, gap=not asked.node_id)
        self.show_hint()

    def _offers(self, asked: _Asked) -> list[KindOffer]:
        beside = self.tree.nodes.get(asked.before or asked.after or "")
        kinds = kinds_that_fit(self.tree, asked.parent, beside.kind if beside else None)
        return [KindOffer(kind, _stands(self.tree, kind, asked.parent)) for kind in kinds]

    def keep_title(self) -> None:
        """What was typed is the title; where it cannot be, that is said, and it stays there to be mended."""
        asked, title, kind = self._asked, self.field.text.strip(), self.field.kind
        assert asked
        try:
            if asked.node_id:
                self._retitle(asked, title)
            elif title:
                self._add(asked, title, kind)
            else:
                self.screen.say("nothing typed, nothing added")
        except GametreeError as error:
            self.screen.say(str(error), "warning")
            self._asked = _Asked(self.tree, asked.node_id, asked.parent, asked.before, asked.after)
            return
        self._left.pop(_where(asked), None)
        self._close()

    def _retitle(self, asked: _Asked, title: str) -> None:
        node_id = asked.node_id
        if title == clean_line(self._title(node_id)).strip() and asked.seen is self.tree:
            return
        key = "question" if node_id == QUESTION and asked.seen.header.question else "title"
        try:
            self.screen.editing.do(SetKeys(node_id, {key: title}), asked.seen)
        except NothingToDo:
            return
        except GametreeError:
            self._left[_where(asked)] = title
            self.action_edit_title()
            raise

    def _add(self, asked: _Asked, title: str, kind: Kind | None) -> None:
        node_id = new_id(self.tree, title)
        fields = {"kind": kind or "claim", "title": title}
        if asked.parent != QUESTION:
            fields["parent"] = asked.parent
        self.screen.editing.do(AddNode(node_id, fields, asked.before, asked.after), parent=asked.parent)

    def leave_title(self) -> None:
        """Never mind; what was typed comes back when the same is asked again."""
        asked, title = self._asked, self.field.text
        if asked and title.strip() and title != clean_line(self._title(asked.node_id) if asked.node_id else ""):
            self._left[_where(asked)] = title
            self.screen.say(f"{quoted(title)} was left; the same key goes on with it")
        elif asked:
            self._left.pop(_where(asked), None)
        self._close()

    def _close(self) -> None:
        self._asked = None
        self.field.close()
        self.screen.edit_strip.say()

    def notice_focus(self) -> None:
        """Where another part of the screen has the focus, a title that is being typed is left."""
        focused = self.screen.focused
        if self._asked and self.field.display and focused and self.field not in focused.ancestors_with_self:
            self.leave_title()

    def show_hint(self) -> None:
        """Say what the keys do while a title is typed, and how the new node would stand to its parent."""
        kind = self.field.kind
        words = f"{LOOKS[kind].glyph} {LOOKS[kind].word}: {self.field.stands}" if kind else ""
        self.screen.edit_strip.say("↵ keep   tab another kind   esc leave" if kind else "↵ keep   esc leave", words)

    def _title(self, node_id: str) -> str:
        return self.tree.question if node_id == QUESTION else self.tree.nodes[node_id].title

    def _indent(self, line: int) -> int:
        """How far from the left the glyph of a row stands, and the title of the question."""
        pane = self.screen.tree_pane
        row = pane.view.outline.rows[pane.view.visible[line]]
        if row.node_id == QUESTION:
            return 1
        drawn = pane.text_of(line)
        return max(0, drawn.find(LOOKS[self.tree.nodes[row.node_id].kind].glyph))

    def _end_of_branch(self) -> int:
        """The line behind the cursor's branch."""
        view = self.screen.tree_pane.view
        return bisect_left(view.visible, view.outline.ends[view.index])


_Where = tuple[str, str, str | None, str | None]


def _where(asked: _Asked) -> _Where:
    return asked.node_id, asked.parent, asked.before, asked.after


def _stands(tree: Tree, kind: Kind, parent: str) -> Clean:
    """How a new node of a kind would stand to its parent."""
    if parent == QUESTION:
        return Clean("at the top level")
    above = tree.nodes[parent]
    new = Node(id="new", kind=kind, title="new")
    if new.side is above.side:
        verb = "one way to have" if above.refinement == "any" else "one part of"
    else:
        verb = "counters" if kind in ("problem", "failure-mode", "objection") else "answers"
    return Clean(f"{verb} {label(above)}")
