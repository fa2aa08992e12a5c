"""What was said under an id keeps its node, whatever is renamed, undone and done again."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from gametree.errors import GametreeError, NothingToDo, StepBarred
from gametree.files.editing.edits import RenameNode
from gametree.files.journal import append_records, new_key
from gametree.files.locations import JournalPlace, TreePlace
from gametree.model.assessment import Record
from gametree.session import Session, open_session
from tests.session.conftest import TREE


@pytest.fixture
def tree(folder: Path) -> Path:
    return folder / "debate.toml"


def test_a_rename_undone_leaves_the_new_id_where_somebody_scored_under_it(
    session: Session, tree: Path, folder: Path, elsewhere: Callable[[str], None]
):
    before = tree.read_text()
    session.edit(RenameNode("debate", "two-models"))
    renamed = tree.read_text()
    elsewhere('t2 = { node = "two-models", plausibility = 0.5 }')
    session.reload_if_changed()
    session.undo()
    assert session.assessment.judgements["debate"].plausibility == 0.5
    assert tree.read_text() == before.replace('debate"\n', 'debate"\nformerly = ["two-models"]\n', 1)
    session.redo()
    assert tree.read_text() == renamed


def test_a_rename_undone_gives_back_the_bytes_where_what_was_said_under_the_new_id_is_taken_back(
    session: Session, tree: Path
):
    before = tree.read_bytes()
    session.edit(RenameNode("debate", "two-models"))
    session.judge("two-models", 0.5)
    session.note("two-models", "why")
    for _ in range(3):
        session.undo()
    assert tree.read_bytes() == before


def test_a_rename_undone_leaves_the_new_id_where_a_colleague_scored_under_it(session: Session, folder: Path):
    session.edit(RenameNode("debate", "two-models"))
    session.edit(RenameNode("two-models", "contest"))
    (folder / "debate.assessments").mkdir(exist_ok=True)
    (folder / "debate.assessments" / "bob.toml").write_text('t1 = { node = "contest", plausibility = 0.5 }\n')
    session.undo()
    session.undo()
    assert session.tree.nodes["debate"].formerly == ("contest", "two-models")


class ScoresAndRenames(RuleBasedStateMachine):
    """Whatever is scored here or elsewhere, renamed, undone and done again: every judgement has a node."""

    @initialize()
    def begin(self) -> None:
        self.folder = TemporaryDirectory()
        path = Path(self.folder.name) / "debate.toml"
        path.write_text(TREE)
        self.journal = Path(self.folder.name) / "debate.assessments" / "ada.toml"
        self.session = open_session(TreePlace(path, False), JournalPlace(self.journal, "here"), "ada")
        self.count = 0

    @rule(pick=st.integers(0, 1), elsewhere=st.booleans())
    def score(self, pick: int, elsewhere: bool) -> None:
        node = list(self.session.tree.nodes)[pick]
        self.count += 1
        if not elsewhere:
            self.session.judge(node, self.count / 1000)
            return
        self.session.journal.close()
        key, at = new_key(datetime.now(UTC), self.session.assessment.latest)
        append_records(self.journal, [Record(key, at, node, self.count / 1000)], "debate", "ada")
        self.session.reload_if_changed()

    @rule(pick=st.integers(0, 1), name=st.sampled_from(["one", "two", "three", "debate", "collusion"]))
    def rename(self, pick: int, name: str) -> None:
        with suppress(GametreeError):
            self.session.edit(RenameNode(list(self.session.tree.nodes)[pick], name))

    @rule(again=st.booleans())
    def walk(self, again: bool) -> None:
        with suppress(NothingToDo, StepBarred):
            self.session.redo() if again else self.session.undo()

    @invariant()
    def every_judgement_has_a_node(self) -> None:
        if self.count:
            assert self.session.orphans() == ()
            assert len(self.session.assessment.judgements) <= 2

    def teardown(self) -> None:
        self.session.close()
        self.folder.cleanup()


TestScoresAndRenames = ScoresAndRenames.TestCase
TestScoresAndRenames.settings = settings(
    max_examples=int(os.environ.get("GAMETREE_RENAMES", "12")), stateful_step_count=12, deadline=None
)
