"""What a person saw before they typed: what others changed in it is told, and not overwritten."""

from __future__ import annotations

import pytest

from gametree.errors import TreeChanged
from gametree.files.editing.edits import SetKeys
from gametree.model.tree import QUESTION
from gametree.session import Session
from gametree.session.seen import changed_since, keys_of


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ({"title": "They collude"}, ""),
        ({"title": "Before"}, 'the title was changed since: it says "They collude" now'),
        ({"tags": ("a",)}, "the tags were changed since"),
        ({"title": "Before", "kind": "problem"}, "the title and the kind were changed since"),
        ({"unheard-of": 1}, ""),
    ],
)
def test_it_is_told_what_others_changed(session: Session, seen: dict[str, object], said: str):
    assert changed_since(session.tree, "collusion", seen) == said


def test_only_a_key_that_is_set_is_looked_at(session: Session):
    session.edit(SetKeys("collusion", {"title": "Collusion"}), seen={"title": "They collude", "text": "Before"})
    with pytest.raises(TreeChanged, match='the title was changed in the file meanwhile and says "Collusion" now'):
        session.edit(SetKeys("collusion", {"title": "Mine"}), seen={"title": "They collude"})


def test_the_question_has_keys_of_its_own(session: Session):
    assert keys_of(session.tree, QUESTION, ["title", "question"]) == {
        "title": "Debate",
        "question": "Does debate work?",
    }
