"""Which file is meant: trees by name or path, and where a person's journal on a tree belongs."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TypeVar

from gametree.errors import BadName, UnknownTree
from gametree.model.text import quoted, slug, suggestion

_TREE_TABLE = re.compile(rb"^\s*\[?\s*(tree\s*\]|tree\s*\.|node\s*[.\]])", re.MULTILINE)
_BEGINNING = 2**16
_LONG_NAME, _LONGEST_NAME = 150, 255  # bytes
SHUT = "cannot be looked into: permission denied"
"""What is said of a `shut_folder`."""
_AnyPath = TypeVar("_AnyPath", bound=PurePath)


@dataclass(frozen=True, slots=True)
class TreePlace:
    """A tree file; `bundled` where it came with the program, wherever that is installed."""

    path: Path
    bundled: bool

    @property
    def name(self) -> str:
        """The tree's name: its file name without the ending."""
        return self.path.stem


@dataclass(frozen=True, slots=True)
class JournalPlace:
    """A journal file and in words why it is there."""

    path: Path
    why: str


def bundled_folder() -> Path:
    """The folder of the bundled trees: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "trees"
    return inside if inside.is_dir() else package.parent / "trees"


def bundled_trees() -> list[TreePlace]:
    """The bundled trees by name."""
    return [TreePlace(path, True) for path in sorted(bundled_folder().glob("*.toml"))]


def current_folder() -> Path | None:
    """The folder the program was started in, unless it is gone."""
    try:
        return Path.cwd()
    except OSError:
        return None


def trees_in(folder: Path) -> list[TreePlace]:
    """The tree files of a folder by name, told from other TOML by their beginning; the bundled ones left out."""
    places = [TreePlace(path, _is_bundled(path)) for path in sorted(folder.glob("*.toml"))]
    return [place for place in places if not place.bundled and _begins_like_a_tree(place.path)]


def _begins_like_a_tree(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return _TREE_TABLE.search(file.read(_BEGINNING)) is not None
    except OSError:
        return False


def find_tree(argument: str) -> TreePlace:
    """The tree that a command line means: a path where it has a separator or ends in .toml, else a bundled name."""
    if os.sep in argument or argument.endswith(".toml") or not argument:
        path = Path(argument)
        return TreePlace(path, _is_bundled(path))
    places = {place.name: place for place in bundled_trees()}
    if argument in places:
        return places[argument]
    # not Path.exists, which raises where the name is too long
    raise UnknownTree(argument, suggestion(argument, places), list(places), os.path.exists(argument))  # noqa: PTH110


def _is_bundled(path: Path) -> bool:
    """Whether a path leads to a bundled tree: of this program, or of a checkout of it."""
    folder = Path(os.path.realpath(path)).parent
    in_checkout = folder.name == "trees" and (folder.parent / "gametree" / "files" / "locations.py").is_file()
    return in_checkout or folder == bundled_folder()


def journal_place(tree: TreePlace, assessor: str) -> JournalPlace:
    """Where this assessor's journal on this tree is written: beside the tree, or in the user's data folder."""
    beside = beside_tree(tree, assessor)
    if tree.bundled:
        return JournalPlace(_data_folder() / "bundled" / beside.parent.name / beside.name, "the tree is a bundled one")
    if _can_write(beside) or _is_shut(beside.parent):
        return JournalPlace(beside, "beside the tree")
    return JournalPlace(_in_data_folder(tree, assessor), "the tree's folder cannot be written")


def find_journal(tree: TreePlace, assessor: str) -> JournalPlace:
    """Where to read this assessor's journal: as `journal_place`, else the other place if it exists there only."""
    place = journal_place(tree, assessor)
    if tree.bundled or os.path.lexists(place.path):
        return place
    beside, in_data = beside_tree(tree, assessor), _in_data_folder(tree, assessor)
    if os.path.lexists(beside):
        return JournalPlace(beside, "beside the tree")
    if os.path.lexists(in_data):
        return JournalPlace(in_data, "it was begun while the tree's folder could not be written")
    return place


def beside_tree(tree: TreePlace, assessor: str) -> Path:
    """`<tree>.assessments/<assessor>.toml` in the tree's own folder."""
    return tree.path.parent / f"{tree.name}.assessments" / f"{assessor}.toml"


def tree_beside(journal: Path) -> TreePlace | None:
    """The tree in whose `<tree>.assessments` folder the journal lies, if it is there."""
    path = tree_path_beside(journal if journal.parent.name else journal.absolute())
    return TreePlace(path, _is_bundled(path)) if path and os.path.isfile(path) else None  # noqa: PTH113  # may raise


def tree_path_beside(journal: _AnyPath) -> _AnyPath | None:
    """Where the tree of `<tree>.assessments/<assessor>.toml` would be; None where the folder is named otherwise."""
    folder = journal.parent
    return folder.with_suffix(".toml") if folder.suffix == ".assessments" else None


def assessors_of(tree: TreePlace) -> list[str]:
    """Everyone with a journal on the tree, by name."""
    paths = (journal_place(tree, "x").path, beside_tree(tree, "x"), _in_data_folder(tree, "x"))
    return sorted({path.stem for folder in {path.parent for path in paths} for path in _journals_in(folder)})


def _journals_in(folder: Path) -> list[Path]:
    try:
        return list(folder.glob("*.toml"))
    except OSError:  # such as a name that is too long for a folder
        return []


def shut_folder(tree: TreePlace) -> Path | None:
    """The folder of journals beside the tree, where nobody can say who is in it."""
    folder = beside_tree(tree, "x").parent
    return folder if _is_shut(folder) or (os.path.isdir(folder) and not os.access(folder, os.R_OK)) else None  # noqa: PTH112


def _in_data_folder(tree: TreePlace, assessor: str) -> Path:
    from hashlib import sha256

    mark = sha256(os.fsencode(os.path.realpath(tree.path))).hexdigest()[:8]
    return _data_folder() / f"{_short(tree.name)}-{mark}.assessments" / f"{assessor}.toml"


def _short(name: str) -> str:
    """A name, cut where nothing could be put before or behind it in one file name."""
    data = os.fsencode(name)
    return name if len(data) <= _LONG_NAME else data[:_LONG_NAME].decode("utf-8", "ignore")


def _can_write(journal: Path) -> bool:
    """Whether the journal could be appended to or made, without trying."""
    if len(os.fsencode(journal.parent.name)) > _LONGEST_NAME:
        return False
    if os.path.lexists(journal):
        return os.access(journal, os.W_OK)
    folder = journal.parent
    if not os.path.lexists(folder):
        folder = folder.parent
    return os.path.isdir(folder) and os.access(folder, os.W_OK | os.X_OK)  # noqa: PTH112  # Path.is_dir may raise


def _is_shut(folder: Path) -> bool:
    """Whether it is a folder that cannot be looked into, so that nobody knows what is in it."""
    return os.path.isdir(folder) and not os.access(folder, os.X_OK)  # noqa: PTH112  # Path.is_dir may raise


def _data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("gametree", appauthor=False)


def crash_place() -> Path:
    """A fresh file for the report of a crash."""
    from secrets import token_hex

    return _state_folder() / "crashes" / f"{token_hex(4)}.txt"


def draft_place(mark: str) -> Path:
    """Where the draft of a note rests."""
    return _state_folder() / "drafts" / f"{mark}.txt"


def tree_drafts_folder() -> Path:
    """Where words for trees rest that are still being typed."""
    return _state_folder() / "tree-drafts"


def spool_place(mark: str) -> Path:
    """Where this machine keeps its own copy of what it writes to a journal."""
    return _state_folder() / "spool" / f"{mark}.toml"


def place_file(mark: str) -> Path:
    """Where the last place in a tree is kept."""
    return _state_folder() / "places" / f"{mark}.json"


def editing_place() -> Path:
    """A fresh file, in a folder of its own, for a text that goes to an editor."""
    from secrets import token_hex

    return _state_folder() / "editing" / token_hex(4) / "note.md"


def copied_place() -> Path:
    """Where the last copied text is, for want of a clipboard."""
    return _state_folder() / "copied.txt"


def config_place() -> Path:
    """The person's settings."""
    from platformdirs import user_config_path

    return user_config_path("gametree", appauthor=False) / "config.toml"


def theme_place() -> Path:
    """Where the theme chosen last is remembered."""
    return _state_folder() / "theme"


def _state_folder() -> Path:
    from platformdirs import user_state_path

    return user_state_path("gametree", appauthor=False)


def aside_place(tree_name: str, assessor: str, key: str) -> Path:
    """Where records go that could not be written to their journal."""
    return _state_folder() / "unsaved" / f"{_short(tree_name)}-{assessor}-{key}.toml"


def aside_of(path: Path) -> Path:
    """Where the old content of a file is kept while another one is written over it; a fresh file each time."""
    from secrets import token_hex

    return _state_folder() / "aside" / f"{_short(path.stem)}-{token_hex(4)}{path.suffix}"


def assessor_name(given: str) -> str:
    """A name given on the command line as a file name; raises BadName where nothing is left of it."""
    name = slug(given)
    if not name:
        raise BadName(f"{quoted(given)} cannot be an assessor's name; use letters or digits")
    return name


def default_assessor() -> str:
    """The slug of `git config user.name`, else of the login name."""
    return slug(_git_user_name()) or slug(_login_name()) or "me"


def _git_user_name() -> str:
    import subprocess

    try:
        asked = subprocess.run(
            ["git", "config", "user.name"],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=5,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return asked.stdout.strip()


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user id without an entry, as in some containers
        return ""
