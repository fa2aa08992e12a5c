"""Words for a tree that are still being typed, kept in the user's state folder until they are in its file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from gametree.errors import UnreadableFile
from gametree.files.locations import tree_drafts_folder
from gametree.files.private import drop_private, keep_private
from gametree.files.reading import read_bytes

What = Literal["title", "new", "form", "text", "lines", "id"]
_NOTHING: Mapping[str, object] = MappingProxyType({})
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Spot:
    """What is being typed, and where: for a node there is, or a new one beneath a parent and beside a node."""

    what: What
    node: str = ""
    parent: str = ""
    before: str = ""
    after: str = ""

    def now(self, renamed: Mapping[str, str]) -> Spot:
        """The same by the present ids of its nodes."""
        ids = {key: getattr(self, key) for key in ("node", "parent", "before", "after")}
        return replace(self, **{key: renamed.get(node_id, node_id) for key, node_id in ids.items()})


@dataclass(frozen=True, slots=True)
class Words:
    """What was typed so far, by key; `seen` is what the tree held there when it was begun, where it held something."""

    typed: Mapping[str, str]
    seen: Mapping[str, object] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class TreeDraft:
    """The draft of some words, in a file of its own; no file where there is none."""

    path: Path
    tree: str
    spot: Spot

    def read(self) -> Words | None:
        """The words; None where there are none."""
        read = _read(self.path)
        return None if read is None else _words_of(read)

    def write(self, words: Words) -> bool:
        """Keep the words, or nothing where none is typed; whether that could be done."""
        if not any(words.typed.values()):
            return self.drop()
        kept = {"tree": self.tree, **asdict(self.spot), "typed": dict(words.typed), "seen": dict(words.seen)}
        return keep_private(self.path, json.dumps(kept, ensure_ascii=False, indent=1).encode("utf-8", "replace"))

    def drop(self) -> bool:
        """Forget the words; whether that could be done."""
        return drop_private(self.path)


def tree_draft(tree: Path, spot: Spot, renamed: Mapping[str, str] = _NO_NAMES) -> TreeDraft:
    """Where such words for a tree file are kept, be they from before its nodes were renamed."""
    spot = spot.now(renamed)
    own = TreeDraft(_place(tree, spot), os.path.realpath(tree), spot)
    if not renamed or own.path.exists():
        return own
    return next((draft for draft in tree_drafts(tree) if draft.spot.now(renamed) == spot), own)


def tree_drafts(tree: Path) -> Iterator[TreeDraft]:
    """All words that are kept for a tree file."""
    real = os.path.realpath(tree)
    for path in sorted(tree_drafts_folder().glob(f"{_mark(real)}-*.json")):
        read = _read(path)
        if read is not None and read.get("tree") == real and _words_of(read).typed:
            yield TreeDraft(path, real, _spot_of(read))


def _place(tree: Path, spot: Spot) -> Path:
    marks = "\0".join(asdict(spot).values())
    return tree_drafts_folder() / f"{_mark(os.path.realpath(tree))}-{_mark(marks)}.json"


def _mark(text: str) -> str:
    from hashlib import sha256

    return sha256(os.fsencode(text)).hexdigest()[:12]


def _read(path: Path) -> dict[str, Any] | None:
    """What is in a file of this kind; nothing where somebody made something else of it."""
    try:
        read = json.loads(read_bytes(path))
    except (UnreadableFile, ValueError, RecursionError):
        return None
    is_ours = isinstance(read, dict) and isinstance(read.get("typed"), dict) and read.get("what") in get_args(What)
    return read if is_ours else None


def _words_of(read: Mapping[str, Any]) -> Words:
    typed = {str(key): text for key, text in read["typed"].items() if isinstance(text, str)}
    seen = read.get("seen")
    held = seen if isinstance(seen, dict) else {}
    return Words(typed, {key: tuple(value) if isinstance(value, list) else value for key, value in held.items()})


def _spot_of(read: Mapping[str, Any]) -> Spot:
    return Spot(read["what"], *(str(read.get(key) or "") for key in ("node", "parent", "before", "after")))
