"""Files as they stood in git: `REV:path`, the path from the top of the repository, or from here as `REV:./path`."""

from __future__ import annotations

import os
import re
from pathlib import PurePosixPath

from gametree.errors import GitRefused
from gametree.files.git import ask_git
from gametree.files.reading import LARGEST

_SPEC = re.compile(r"(?!-)((?:[^:{}]|\{[^}]*\})*)(?::([0-3]))?:([^:].*)", re.DOTALL)
"""`REV:path`, `:path` and `:2:path` (the index); a colon within braces belongs to the revision."""
_TIME_OF_DAY = re.compile(r"[^:]*@[\dT-]+:\d\d[^/]*")
"""`NAME@2026-03-01T12:00Z`: a person's words at a moment."""


def is_revision(spec: str) -> bool:
    """Whether an argument means a file as it stood in git; one that exists under that very name is a file."""
    return _path_in(spec) is not None and not os.path.lexists(spec)


def revision_name(spec: str) -> str:
    """The name that the file of `REV:path` gives a tree: the path's last part without its ending."""
    return PurePosixPath(_path_in(spec) or spec).stem


def read_revision(spec: str) -> bytes:
    """The content of `REV:path`; raises GitRefused with git's reason where there is none."""
    if _path_in(spec) is None:
        raise GitRefused(f"{spec}: a version of a file is named REV:path, such as HEAD~2:trees/x.toml")
    blob = ask_git("cat-file", "blob", spec)
    if blob.code:
        why = ask_git("show", "--no-textconv", spec)  # knows more of what might have been meant
        raise GitRefused(f"{spec}: {why.reason if why.code else 'is a folder in that revision; name a file in it'}")
    if len(blob.out) > LARGEST:
        raise GitRefused(f"{spec}: is larger than {LARGEST // 2**20} MiB, the limit")
    return blob.out


def split_revision(spec: str) -> tuple[str, str]:
    """`REV:` and the path behind it: another path behind the same `REV:` is another file of the same time."""
    path = _path_in(spec) or ""
    return spec.removesuffix(path), path


def _path_in(spec: str) -> str | None:
    match = _SPEC.fullmatch(spec)
    if not match or _TIME_OF_DAY.fullmatch(spec):
        return None
    revision, stage, path = match.groups()
    is_search = not revision and not stage and path.startswith("/")  # `:/words` is a commit that says so
    return None if is_search else path
