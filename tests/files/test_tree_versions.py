"""Trees by a bundled name, a path, or `REV:path`."""

from __future__ import annotations

from pathlib import Path

import pytest

from gametree.errors import FaultyTree, GitRefused, UnknownTree, UnreadableFile
from gametree.files.tree_versions import content_looks_like_tree, load_version, looks_like_tree

from .repository import Repository

TREE = '[tree]\ntitle = "T"\nquestion = "Q?"\n[node.a]\nkind = "claim"\ntitle = "A"\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with debate.toml in it, changed since."""
    repository = Repository(tmp_path / "trees")
    repository.commit(debate_toml=TREE)
    (repository.folder / "debate.toml").write_text(TREE.replace('"A"', '"Another"'))
    monkeypatch.chdir(repository.folder)
    return repository.folder


@pytest.mark.usefixtures("folder")
def test_a_version_in_git_is_a_tree_of_the_files_name():
    tree = load_version("HEAD:./debate.toml")
    assert (tree.name, tree.nodes["a"].title) == ("debate", "A")
    assert load_version("debate.toml").nodes["a"].title == "Another"
    assert load_version("technical-alignment").name == "technical-alignment"


def test_findings_on_a_version_name_it(folder: Path):
    (folder / "debate.toml").write_text(TREE.replace("claim", "clam"))
    Repository(folder).git("commit", "-qam", "faulty")
    with pytest.raises(FaultyTree) as error:
        load_version("HEAD:debate.toml")
    assert str(error.value).startswith("HEAD:debate.toml cannot be opened: 1 error")
    assert error.value.findings[0].place.line == 5


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("spec", "error"), [("HEAD:none.toml", GitRefused), ("none.toml", UnreadableFile), ("none", UnknownTree)]
)
def test_what_is_not_there_is_a_sentence(spec: str, error: type[Exception]):
    with pytest.raises(error):
        load_version(spec)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("spec", "is_tree"),
    [("debate.toml", True), ("HEAD:debate.toml", True), ("technical-alignment", True), ("./debate.toml", True),
     ("none.toml", False), ("ada", False), (".", False), ("ada@30d", False)],
)  # fmt: skip
def test_an_argument_is_a_tree_where_it_leads_to_one(spec: str, is_tree: bool):
    assert looks_like_tree(spec) is is_tree


@pytest.mark.usefixtures("folder")
def test_a_version_that_git_does_not_have_is_said_to_be_missing():
    with pytest.raises(GitRefused, match=r"HEAD:none\.toml: path 'none\.toml' does not exist in 'HEAD'"):
        looks_like_tree("HEAD:none.toml")


@pytest.mark.parametrize(
    ("content", "is_tree"),
    [
        (b'[tree]\ntitle = "', True),
        (b'tree.title = "x"', True),
        (b"# x\n[ node . a ]", True),
        (b"[node]\na = {", True),
        (b'#:gametree journal 1\ntree = "x"\n[tree]\n', False),
        (b'\xef\xbb\xbf#:gametree journal 1\n[node.a]\n', False),
        (b'tree = "x"\nt1 = { node = "a", note = "n" }\n', False),
        (b'[project]\nname = "node"\n', False),
        (b"", False),
    ],
)  # fmt: skip
def test_a_tree_is_told_from_a_journal_and_from_other_toml(content: bytes, is_tree: bool):
    assert content_looks_like_tree(content) is is_tree
