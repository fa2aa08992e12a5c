"""Addresses of the web: which are safe to open, and the browser to open them with."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

from gametree.errors import NotOpened
from gametree.model.text import clean_line, quoted

_PATIENCE = 4.0  # seconds; a program that is still running then has most likely opened the page
_ESCAPED = {ord(character): f"%{ord(character):02X}" for character in "\"'<>\\^`{|}$"}
_OF_A_DESKTOP = (["xdg-open"], ["gio", "open"], ["x-www-browser"], ["firefox"], ["chromium"], ["google-chrome"])


def web_address(text: str) -> str:
    """The address as it may be opened; raises NotOpened unless it is http or https, whole and without tricks."""
    address = text.strip(" ")
    if clean_line(address) != address or any(character.isspace() for character in address):
        raise NotOpened(f"{quoted(address)} is not opened: there are control characters or spaces in it")
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError as error:
        raise NotOpened(f"{quoted(address)} is not opened: it is no address of the web") from error
    if parts.scheme not in ("http", "https") or not host:
        raise NotOpened(f"{quoted(address)} is not opened: only addresses that begin with http:// or https:// are")
    return address.translate(_ESCAPED)


def open_in_browser(address: str) -> str:
    """Open a `web_address` and come back; the program that took it. Raises NotOpened where none did."""
    tried = [command for command in _browsers() if shutil.which(command[0])]
    for command in tried:
        filled = [part.replace("%s", address) for part in command]
        if _takes(filled if filled != command else [*command, address]):
            return command[0]
    raise NotOpened("no browser took it" if tried else "no browser is known here")


def _browsers() -> Iterator[list[str]]:
    """What can show a page from here: BROWSER first, then what the system has; nothing that draws in this terminal."""
    for named in os.environ.get("BROWSER", "").split(os.pathsep):
        try:
            command = shlex.split(named)
        except ValueError:
            continue
        if command:
            yield command
    if sys.platform == "darwin" and "SSH_CONNECTION" not in os.environ:
        yield ["open"]
    if os.environ.get("WSL_DISTRO_NAME"):
        yield ["wslview"]
    yield ["termux-open-url"]
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        yield from _OF_A_DESKTOP


def _takes(command: list[str]) -> bool:
    """Whether the program ended well, or is still running after a while."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError):
        return False
    try:
        return process.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:
        process.returncode = 0  # it goes on by itself; else Python would warn that it does
        return True
