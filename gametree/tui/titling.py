"""Titles on screen: typed in their rows, for nodes there are and for new ones."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gametree.errors import GametreeError, NothingToDo
from gametree.files.editing.edits import AddNode, SetKeys
from gametree.files.tree_drafts import Spot, TreeDraft, Words
from gametree.model.branches import kinds_that_fit, new_id
from gametree.model.kinds import LOOKS, label
from gametree.model.text import Clean, clean_line, quoted
from gametree.model.tree import QUESTION, Kind, Node, Tree
from gametree.session.seen import changed_since, keys_of
from gametree.tui.draft_timer import DraftTimer
from gametree.tui.title_field import KindOffer, TitleField

if TYPE_CHECKING:
    from gametree.tui.explore import ExploreScreen


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is being typed: another title for a node, or the title of a new one beneath a parent; and what was there."""

    spot: Spot
    draft: TreeDraft
    seen: Mapping[str, object]
    shown: Clean
    """What stood in the field at first."""
    again: bool
    """Whether that are words of last time."""


class Titling:
    """The part of the main screen that takes titles."""

    def __init__(self, screen: ExploreScreen) -> None:
        self.screen = screen
        self._asked: _Asked | None = None
        self._left: dict[Spot, Words] = {}  # for want of a disk that takes drafts
        self._timer: DraftTimer[Words] | None = None

    @property
    def field(self) -> TitleField:
        """Where titles are typed."""
        return self.screen.title_field

    @property
    def tree(self) -> Tree:
        """The tree as it is now."""
        return self.screen.session.tree

    # what is asked for

    def action_edit_title(self) -> None:
        """Type another title in the row; on the question's, another question."""
        self._open(Spot("title", self.screen.tree_pane.view.row.node_id))

    def action_add_child(self) -> None:
        """Type the title of a new child, its parent's last."""
        pane = self.screen.tree_pane
        row = pane.view.row
        if row.again:
            pane.change(lambda view: view.go_to_node(row.node_id))
        if pane.view.is_folded(pane.view.index):
            pane.change(lambda view: view.unfold())
        self._open(Spot("new", parent=row.node_id))

    def action_add_sibling(self, step: int) -> None:
        """Type the title of a new node right below (1) or above (-1)."""
        row = self.screen.tree_pane.view.row
        if row.node_id == QUESTION:
            self.action_add_child()
        elif step < 0:
            self._open(Spot("new", parent=row.parent_id, before=row.node_id))
        else:
            self._open(Spot("new", parent=row.parent_id, after=row.node_id))

    def _open(self, spot: Spot) -> None:
        title = self._title(spot.node) if spot.node else ""
        draft = self.screen.drafting.draft(spot)
        words = draft.read() or self._left.get(spot)
        seen, typed = (words.seen, words.typed) if words else (self._seen(spot), {})
        self._asked = _Asked(spot, draft, seen, clean_line(typed.get("title", title)), bool(words))
        self._timer = DraftTimer(self.field, self._words, draft.write)
        kind = typed.get("kind", "")
        self.field.open(*self._place(spot), self._asked.shown, [] if spot.node else self._offers(spot), kind)
        self.show_hint()
        changed = changed_since(self.tree, spot.node, seen) if words and spot.node else ""
        if changed:
            self.screen.say(changed, "warning")

    def _seen(self, spot: Spot) -> Mapping[str, object]:
        """What the tree says there now."""
        if not spot.node:
            return {}
        return keys_of(self.tree, spot.node, ("question", "title") if spot.node == QUESTION else ("title",))

    def _offers(self, spot: Spot) -> list[KindOffer]:
        beside = self.tree.nodes.get(spot.before or spot.after)
        kinds = kinds_that_fit(self.tree, spot.parent, beside.kind if beside else None)
        return [KindOffer(kind, _stands(self.tree, kind, spot.parent)) for kind in kinds]

    # what is typed

    def typed(self) -> None:
        """Put the words aside once the fingers rest."""
        if self._timer and self.field.display:
            self._timer.rest()

    def save_draft(self) -> bool:
        """Put aside on disk what is typed just now, if anything is; whether that could be done."""
        return self._timer.save() if self._timer else True

    def _words(self) -> Words:
        asked, title = self._asked, self.field.text
        standing = self._title(asked.spot.node) if asked and asked.spot.node else ""
        if asked is None or not title.strip() or title == clean_line(standing):
            return Words({})
        return Words({"title": title, **({"kind": self.field.kind} if self.field.kind else {})}, asked.seen)

    def keep_title(self) -> None:
        """What was typed is the title; where it cannot be, that is said, and it stays there to be mended."""
        asked, title = self._asked, self.field.text.strip()
        assert asked
        try:
            if asked.spot.node:
                self._retitle(asked, title)
            elif title:
                self._add(asked.spot, title)
            else:
                self.screen.say("nothing typed, nothing added")
        except GametreeError as error:
            self._refused(asked, str(error))
            return
        self._left.pop(asked.spot, None)
        self._close()
        self.screen.drafting.finish(asked.draft)

    def _retitle(self, asked: _Asked, title: str) -> None:
        node_id = asked.spot.node
        standing = clean_line(self._title(node_id)).strip() if self._is_there(node_id) else ""
        untouched = title == asked.shown.strip() and not asked.again
        if title == standing or untouched:
            return
        key = "question" if node_id == QUESTION and self.tree.header.question else "title"
        with suppress(NothingToDo):
            self.screen.editing.do(SetKeys(node_id, {key: title}), asked.seen)
            self.screen.editing.say_if_not_in_row(node_id)

    def _add(self, spot: Spot, title: str) -> None:
        fields = {"kind": self.field.kind or "claim", "title": title}
        if spot.parent != QUESTION:
            fields["parent"] = spot.parent
        new = AddNode(new_id(self.tree, title), fields, spot.before or None, spot.after or None)
        self.screen.editing.do(new, parent=spot.parent)

    def _refused(self, asked: _Asked, why: str) -> None:
        """Stay, with what was typed and what the tree says now: the next time it is overwritten knowingly."""
        spot = asked.spot
        if spot.node and self._is_there(spot.node):
            self._asked = replace(asked, seen=self._seen(spot))
        self.save_draft()
        self.screen.say(why, "warning")
        self.follow_tree()

    def leave_title(self) -> None:
        """Never mind; what was typed comes back when the same is asked again."""
        asked, words = self._asked, self._words()
        if asked and words.typed:
            self._left[asked.spot] = words
            self.save_draft()
            self.screen.say(f"{quoted(words.typed['title'])} was left; {self.screen.drafting.going_on(asked.draft)}")
        elif asked:
            self._left.pop(asked.spot, None)
            asked.draft.drop()
        self._close()

    def _close(self) -> None:
        if self._timer:
            self._timer.end()
        self._asked = self._timer = None
        self.field.close()
        self.screen.edit_strip.say()

    # where it is typed

    def follow_tree(self) -> None:
        """The tree is another one: stay at the row, or leave the title where its row is gone."""
        asked = self._asked
        if asked is None:
            return
        spot = asked.spot.now(self.tree.renamed)
        if self.screen.tree_pane.view.row.node_id != (spot.node or spot.before or spot.after or spot.parent):
            self.leave_title()
            return
        self._asked = replace(asked, spot=spot)
        self.field.move_to(*self._place(spot))

    def _place(self, spot: Spot) -> tuple[int, int]:
        """The line at which the field lies, and how far from the left, from where the cursor is."""
        view = self.screen.tree_pane.view
        indent = self._indent(view.line)
        if spot.before or spot.after:
            return view.line if spot.before else self._end_of_branch(), indent
        inner = indent + (2 if view.row.node_id != QUESTION else 0)
        return view.line if spot.node else self._end_of_branch(), inner

    def notice_focus(self) -> None:
        """Where another part of the screen has the focus, a title that is being typed is left."""
        focused = self.screen.focused
        if self._asked and self.field.display and focused and self.field not in focused.ancestors_with_self:
            self.leave_title()

    def show_hint(self) -> None:
        """Say what the keys do while a title is typed, and how the new node would stand to its parent."""
        kind = self.field.kind
        words = f"{LOOKS[kind].glyph} {LOOKS[kind].word}: {self.field.stands}" if kind else ""
        again = "   words of last time" if self._asked and self._asked.again else ""
        keys = "↵ keep   tab another kind   esc leave" if kind else "↵ keep   esc leave"
        self.screen.edit_strip.say(f"{keys}{again}", words)

    def _is_there(self, node_id: str) -> bool:
        return node_id == QUESTION or node_id in self.tree.nodes

    def _title(self, node_id: str) -> str:
        if node_id == QUESTION:
            return self.tree.question
        return self.tree.nodes[node_id].title if node_id in self.tree.nodes else ""

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
