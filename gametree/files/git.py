"""git, asked as a program of its own: never through a shell, never for ever, its answers in bytes."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from gametree.errors import GitRefused
from gametree.files.reading import reason

_PATIENCE = 60  # seconds
_MOST_CONFLICTS = 127  # what git counts up to in the exit code of merge-file
_HUNK = re.compile(rb"^(\x1b\[[0-9;]*m)*@@", re.MULTILINE)


class Answer(NamedTuple):
    """What git printed, and its exit code; `reason` is why it refused, in one line."""

    code: int
    out: bytes
    err: bytes

    @property
    def reason(self) -> str:
        """The first complaint with the hint that follows it, without git's own labels."""
        lines = [line for line in self.err.decode("utf-8", "replace").splitlines() if line.strip()]
        complaints = [line for line in lines if line.startswith(("fatal: ", "error: "))] or lines
        if not complaints:
            return f"git ended with code {self.code}"
        hints = [line.removeprefix("hint: ") for line in lines if line.startswith("hint: ")][:1]
        complaint = complaints[0].split(": ", 1)[-1].rstrip(".")
        return "; ".join([complaint[:1].lower() + complaint[1:], *(hint[:1].lower() + hint[1:] for hint in hints)])


def ask_git(*arguments: str, folder: Path | None = None) -> Answer:
    """git's answer, whatever its exit code; raises GitRefused where git is missing or does not come back."""
    environment = {**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
            capture_output=True, timeout=_PATIENCE, check=False,
        )  # fmt: skip
    except FileNotFoundError as error:
        if folder and not folder.is_dir():
            raise GitRefused(f"there is no folder {folder}") from error
        raise GitRefused("git is not installed, or not on the PATH") from error
    except subprocess.TimeoutExpired as error:
        raise GitRefused(f"git did not answer within {_PATIENCE} seconds") from error
    except (OSError, ValueError) as error:
        where = f" in {folder}" if folder else ""
        raise GitRefused(f"git cannot be asked{where}: {reason(error)}") from error
    return Answer(done.returncode, done.stdout, done.stderr)


def diff_line_by_line(old: Path, new: Path, names: tuple[str, str], colour: bool) -> bytes:
    """git's own unified difference of two files, under the names given; empty where they hold the same."""
    answer = ask_git(
        "diff", "--no-index", "--no-ext-diff", "--no-textconv", f"--color={'always' if colour else 'never'}",
        "--", str(old), str(new),
    )  # fmt: skip
    if not answer.out:
        return b""
    hunks = _HUNK.search(answer.out)
    was, now = (name.encode("utf-8", "surrogateescape") for name in names)
    if not hunks:
        return b"Binary files %s and %s differ\n" % (was, now)
    return b"diff --git %s %s\n--- %s\n+++ %s\n%s" % (was, now, was, now, answer.out[hunks.start() :])


def merge_line_by_line(base: bytes, ours: bytes, theirs: bytes, *options: str) -> tuple[bytes, bool]:
    """git's own merge of three texts, and whether it is without conflicts; with them it holds conflict markers."""
    with TemporaryDirectory(prefix="gametree-") as folder:
        paths = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for path, content in zip(paths, (ours, base, theirs), strict=True):
            path.write_bytes(content)
        labels = [option for path in paths for option in ("-L", path.name)]
        answer = ask_git("merge-file", "-p", *labels, *options, *map(str, paths))
    if answer.code > _MOST_CONFLICTS:
        raise GitRefused(f"git cannot merge the texts: {answer.reason}")
    return answer.out, answer.code == 0
