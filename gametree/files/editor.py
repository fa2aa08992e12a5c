"""The person's own editor: a text goes out to it in a file and comes back, or stays where it was."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gametree.errors import NotEdited, UnreadableFile
from gametree.files.locations import editing_place
from gametree.files.private import write_private
from gametree.files.reading import read_bytes, reason
from gametree.model.text import quoted

_AT_ONCE = 1.0  # seconds; no person edits that fast, but a program that opens a window is back that fast


def editor_command() -> list[str]:
    """The editor and its arguments, from VISUAL or EDITOR; raises NotEdited where neither names one."""
    named = next((value for name in ("VISUAL", "EDITOR") if (value := os.environ.get(name, "").strip())), "")
    if not named:
        raise NotEdited("no editor is named; set VISUAL or EDITOR, such as: export EDITOR=nano")
    try:
        command = shlex.split(named)
    except ValueError as error:
        raise NotEdited(f"the editor {quoted(named)} cannot be understood: {str(error).lower()}") from error
    if not command or not command[0]:
        raise NotEdited(f"the editor {quoted(named)} names no program")
    return command


def edit_text(command: list[str], text: str) -> str:
    """What the editor made of the text, once it has ended.

    Raises NotEdited; then nothing is lost: what the editor may have written stays in its file, and the sentence
    says where.
    """
    path, data = editing_place(), text.encode("utf-8", "replace")
    try:
        write_private(path, data)
    except OSError as error:
        raise NotEdited(f"{path} cannot be written: {reason(error)}") from error
    try:
        _run(command, path, data)
        edited = _read_back(path, text)
    except NotEdited as error:
        raise NotEdited(f"{error}{_left_behind(path, data)}") from error
    _remove(path)
    return edited


def _run(command: list[str], path: Path, data: bytes) -> None:
    name, began = quoted(command[0]), time.monotonic()
    try:
        with _deaf_to_interrupts(), _outliving_the_terminal():
            ended = subprocess.run([*command, str(path)], check=False).returncode
    except (OSError, ValueError) as error:
        raise NotEdited(f"the editor {name} cannot be started: {reason(error)}") from error
    if ended:
        how = f"was ended by signal {-ended}" if ended < 0 else f"ended with code {ended}"
        raise NotEdited(f"the editor {name} {how}; the text is as it was")
    if time.monotonic() - began < _AT_ONCE and _content(path) == data:
        wait = "if it opens a window, let it wait, such as: code --wait"
        raise NotEdited(f"the editor {name} ended at once and changed nothing; {wait}")


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """A ctrl+c in the editor is the editor's, though the terminal sends it to this program as well."""
    try:
        before = signal.signal(signal.SIGINT, lambda *_: None)  # not SIG_IGN, which the editor would inherit
    except ValueError:  # only the main thread has a say, and no other is interrupted
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _outliving_the_terminal() -> Iterator[None]:
    """If the window is closed meanwhile, what is still written goes nowhere; else Textual would wait for ever."""
    terminals = [stream for stream in (0, 1, 2) if os.isatty(stream)]
    try:
        yield
    finally:
        for stream in terminals:
            if not os.isatty(stream):
                nowhere = os.open(os.devnull, os.O_RDWR)
                os.dup2(nowhere, stream)
                os.close(nowhere)


def _read_back(path: Path, text: str) -> str:
    try:
        edited = read_bytes(path).decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except UnreadableFile as error:
        raise NotEdited(f"the editor's file cannot be read: {error.reason}; the text is as it was") from error
    except UnicodeDecodeError as error:
        raise NotEdited("what the editor wrote is not UTF-8; the text is as it was") from error
    if text.strip() and not edited.strip():
        raise NotEdited("the editor left nothing; the text is as it was")
    return edited if text.endswith("\n") else edited.removesuffix("\n")


def _content(path: Path) -> bytes | None:
    try:
        return read_bytes(path)
    except UnreadableFile:
        return None


def _left_behind(path: Path, data: bytes) -> str:
    """Where to find what the editor wrote and nobody took; nothing where it wrote nothing new."""
    if _content(path) in (data, b"") or not os.path.lexists(path):
        _remove(path)
        return ""
    return f"; what it wrote is in {path}"


def _remove(path: Path) -> None:
    """The file, its folder, and what an editor put beside it."""
    shutil.rmtree(path.parent, ignore_errors=True)
