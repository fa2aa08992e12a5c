"""Words half typed for nodes that are gone from the tree: shown, copied, and let go for good."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gametree.errors import NothingToDo
from gametree.files.drafts import draft_of, drafts_left
from gametree.files.tree_drafts import Spot, tree_drafts
from gametree.model.text import Clean, clean, clean_line, quoted
from gametree.model.tree import QUESTION, Tree
from gametree.session import Session

if TYPE_CHECKING:
    from gametree.tui.explore import ExploreScreen

IN_WORDS = {"title": "another title for", "new": "a new node beneath", "form": "the words of", "text": "the text of",
            "lines": "the lines of", "id": "another id for"}  # fmt: skip
"""What is being typed, to stand before the node."""

_KEEP, _COPY, _LET_GO = range(3)
_WAYS = [
    Clean("keep it for now"),
    Clean("copy it, and ask again"),
    Clean("let it go for good"),
]
_SHOWN = 400  # characters


@dataclass(frozen=True, slots=True)
class StrandedWords:
    """Words that no key leads to any more: what they are, all of them as one text, and how to let them go."""

    what: Clean
    text: str
    drop: Callable[[], bool]


def is_stranded(spot: Spot, tree: Tree) -> bool:
    """Whether a node that words belong to, by the present ids, is no longer there."""
    ids = (spot.node, spot.parent, spot.before, spot.after)
    return any(node_id and node_id != QUESTION and node_id not in tree.nodes for node_id in ids)


def stranded_words(session: Session) -> Iterator[StrandedWords]:
    """All that was half typed for nodes that the tree no longer has, in the tree and as notes."""
    tree, journal = session.tree, session.journal
    for kept in tree_drafts(session.place.path):
        spot, words = kept.spot.now(tree.renamed), kept.read()
        if words and is_stranded(spot, tree):
            what = f"{IN_WORDS[spot.what]} {quoted(spot.node or spot.parent)}"
            yield StrandedWords(Clean(what), _as_text(words.typed), kept.drop)
    histories = {node_id: journal.assessment.histories.get(node_id, ()) for node_id in journal.orphans()}
    notes = ((node_id, record.key) for node_id, records in histories.items() for record in records if record.note)
    for node_id, key in drafts_left(journal.path, histories, notes):
        draft = draft_of(journal.path, node_id, key)
        draft = draft if draft.read() else draft.next()
        what = f"{'a change to a note' if key else 'a note'} on {quoted(node_id)}"
        yield StrandedWords(Clean(what), draft.read(), draft.drop)


def _as_text(typed: Mapping[str, str]) -> str:
    if len(typed) == 1:
        return next(iter(typed.values()))
    return "\n".join(f"{key}: {text}" for key, text in typed.items())


async def go_through(screen: ExploreScreen) -> None:
    """Show one after the other, with what can be done; raises NothingToDo where there is none."""
    from gametree.tui.choice import ChoiceScreen

    left = list(stranded_words(screen.session))
    if not left:
        raise NothingToDo("nothing is missing from the file, and nothing half typed was left behind")
    while left:
        one = left[0]
        shown = clean(one.text if len(one.text) <= _SHOWN else f"{one.text[:_SHOWN]} …")
        asked = Clean(f"Half typed, and its node is gone: {clean_line(one.what)}\n\n{shown}\n")
        chosen = await screen.app.push_screen_wait(ChoiceScreen(asked, _WAYS))
        if chosen is None:
            return
        if chosen == _COPY:
            screen.copying.copy(one.text, "what was half typed")
            continue
        left.pop(0)
        if chosen == _LET_GO:
            screen.say("let go" if one.drop() else "it could not be deleted: the state folder cannot be written")
