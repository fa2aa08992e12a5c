"""Which addresses are opened, and with what."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from gametree.errors import NotOpened
from gametree.files import browser
from gametree.files.browser import open_in_browser, web_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.org/a?b=c&d=%20#e", "https://example.org/a?b=c&d=%20#e"),
        (" HTTP://example.org ", "HTTP://example.org"),
        ("https://example.org/Foo_(bar)", "https://example.org/Foo_(bar)"),
        ("https://example.org/$(reboot)`x`\"'", "https://example.org/%24(reboot)%60x%60%22%27"),
        ("https://exämple.org/ü", "https://exämple.org/ü"),
    ],
)
def test_an_address_of_the_web_is_opened_as_it_stands(text: str, address: str) -> None:
    assert web_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "", "-new-window", "--help", "example.org", "/etc/passwd", "file:///etc/passwd", "javascript:alert(1)",
        "https:",
        "https://", "https:///x", "ftp://example.org", "data:text/html,x", "mailto:a@example.org", "vscode://x",
        "https://example.org/\x1b]52;c;aGk=\x07", "https://example.org/\nx", "https://example.org/a b",
        "https://example.org/\u202egro", "https://example.org/\u200bx", "https://[::1", "\thttps://example.org", "\x00",
    ],
)  # fmt: skip
def test_anything_else_is_not(text: str) -> None:
    with pytest.raises(NotOpened, match="is not opened") as raised:
        web_address(text)
    assert str(raised.value).isprintable()


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only programs there are, on a system without a display."""
    folder = tmp_path / "tools"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setattr(browser.shutil, "which", lambda name: name if (folder / name.split("/")[-1]).exists() else None)
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "SSH_CONNECTION", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    return folder


def add(folder: Path, name: str, lines: str = "") -> None:
    (folder / name).write_text(f'#!/bin/sh\nfor part; do echo "$part"; done > {folder}/{name}.got\n{lines}\n')
    (folder / name).chmod(0o755)


def test_without_a_display_no_browser_is_started(tools: Path) -> None:
    add(tools, "xdg-open")
    with pytest.raises(NotOpened, match="no browser is known here"):
        open_in_browser("https://example.org")
    assert not (tools / "xdg-open.got").exists()


def test_with_a_display_the_desktop_opens_it(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(tools, "xdg-open")
    monkeypatch.setenv("DISPLAY", ":0")
    assert open_in_browser("https://example.org/a;b&c") == "xdg-open"
    assert (tools / "xdg-open.got").read_text() == "https://example.org/a;b&c\n"


def test_the_person_s_own_choice_comes_first_and_the_next_where_it_fails(
    tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(tools, "broken", "exit 3")
    add(tools, "mine")
    monkeypatch.setenv("BROWSER", "broken:'open quote:mine --tab %s")
    assert open_in_browser("https://example.org") == "mine"
    assert (tools / "mine.got").read_text() == "--tab\nhttps://example.org\n"


def test_a_mac_opens_it_but_not_from_afar(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(tools, "open")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert open_in_browser("https://example.org") == "open"
    monkeypatch.setenv("SSH_CONNECTION", "far away")
    with pytest.raises(NotOpened):
        open_in_browser("https://example.org")


def test_a_browser_that_goes_on_running_took_it_and_one_that_fails_did_not(
    tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "_PATIENCE", 0.2)
    monkeypatch.setenv("BROWSER", "mine")
    add(tools, "mine", "exec sleep 1")
    assert open_in_browser("https://example.org") == "mine"
    add(tools, "mine", "exit 1")
    with pytest.raises(NotOpened, match="no browser took it"):
        open_in_browser("https://example.org")
