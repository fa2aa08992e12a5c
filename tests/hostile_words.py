"""Words that steer terminals, files full of them, and what of the bytes that reach a terminal is not harmless."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from gametree.model.text import clean

WORDS = {
    "colour": "\x1b[31;5mred\x1b[0m",
    "title": "\x1b]0;HACKED\x07",
    "clipboard": "\x1b]52;c;aGFja2Vk\x07",
    "clipboard-st": "\x1b]52;c;aGFja2Vk\x1b\\",
    "dcs": "\x1bP$q\"p\x1b\\\x1b_G\x1b\\",
    "clear": "\x1b[2J\x1b[H\x1bc",
    "c1": "\x9b31m\x9d0;HACKED\x9c\x90q\x9c\x85",
    "delete": "\x7f\x7f\x08\x08",
    "nul": "a\0b",
    "bell": "\x07\x0e\x0f\x05",
    "override": "\u202eabc\u202c",
    "isolates": "\u2066\u2067\u2068x\u2069\u200e\u200f\u061c\u202a\u202b\u202d",
    "invisible": "\u200b\u2060\ufeff\u00ad\u180e\u2063",
    "tags": "\U000e0001\U000e0068\U000e0069\U000e007f",
    "separators": "\u2028x\u2029y\ufff9z",
    "spaces": "a\tb\n\n\nc\rd\r\ne\x0bf\x0cg",
    "closing": "[/x] [/] [/",
    "action": "[@click=app.quit]quit[/] [@click='app.bell']x",
    "markup": "[bold red]x[/bold red] [$primary]y [link=https://evil]z [on red]",
    "link": "[x](javascript:alert(1)) [y](file:///etc/passwd) <https://e.org/\x1b[31m> ![z](data:x)",
    "markdown": "# h\n\n```\n~~~\n> q\n\n| a | b |\n|---|\n| \x1b[31m |\n\n<b>&#27;&#x9b;&#8238;</b> &#27;[31m",
    "emoji": "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇪🇺 ☂️ ❤️",
    "joiners": "\u200d\u200d\u200c漢 \u200d\u200d語" + "\ufe0f\u200d" * 9,
    "pile": "Z" + "\u0301\u0337" * 40 + " ก" + "\u0e47" * 40 + " " + "\u0301" * 9,
    "wide": "漢字かな" * 30 + "ｗｉｄｅ",
    "quotes": "'\"\\'''\"\"\" \\u001b {0} %s $(x) `x` ;;",
}  # fmt: skip
"""By what they are after."""

TOGETHER = "\x1b]52;c;eA==\x07\x1b[2J\x9b31m\u202e[/x]"
"""The worst in few cells, so that even a narrow column begins with some of each."""

_SEQUENCES = re.compile(
    r"\x1b\[(?:"
    r"[0-9;:]*m"  # colours
    r"|\d+(?:;\d+)?H"  # places
    r"|\?(?:7|25|47|1000|1003|1004|1006|1015|1016|1049|2004|2026|2031|2048)[hl]"  # modes
    r"|\?(?:1016|2026|2031|2048)\$p|>\d*u|<u|\?u|\?4m|>4;\dm|\d*[ABCDK]|[JK]|\?996n"  # questions, keys
    r")"
    r"|\x1b\]22;[a-z-]*\x07"  # the shape of the pointer
)
_FRAMES = re.compile(r"[\r\n\t\a]|\x1b[78]|\x1b\([B0]")  # and the bell, which Textual rings itself


def strange(shown: bytes, copies: bool = False) -> list[str]:
    """Whatever in the bytes is neither harmless text nor a sequence of Textual's own; its own copies where meant."""
    text = shown.decode("utf-8")
    if copies:
        text = re.sub(r"\x1b\]52;c;[A-Za-z0-9+/=]*\x07", "", text)
    rest = plain(text)
    return [ascii(rest[max(0, at - 20) : at + 20]) for at in _unclean(rest)]


def plain(text: str) -> str:
    """The text without the sequences of Textual's own."""
    return _FRAMES.sub(" ", _SEQUENCES.sub("", text))


def _unclean(text: str) -> Iterator[int]:
    if clean(text) == text:
        return
    for at, character in enumerate(text):
        if clean(character) != character:
            yield at


def toml(text: str) -> str:
    """The text as a TOML string, every odd character escaped."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\U{ord(c):08X}" for c in text) + '"'


def tree(word: str) -> str:
    """A tree in which every field that takes any words begins with `word`."""
    odd = toml(word)

    def node(name: str, kind: str, parents: str, *, more: str = "") -> str:
        words = f"title = {toml(f'{word} {name}')}\ntext = {toml(f'{word} {name} {word}')}\nshort = {odd}\n"
        links = f"sources = [{odd}, 'odd', 'web']\ntags = [{odd}, 'a']\nsee = ['{'hch' if name != 'hch' else 'rl'}']\n"
        return f"[node.{name}]\nkind = '{kind}'\n{words}{links}{f'parent = [{parents}]' if parents else ''}\n{more}\n"

    return (
        f"[tree]\ntitle = {odd}\nquestion = {toml(f'{word}?')}\ntext = {odd}\nauthors = [{odd}, {odd}]\n"
        f"[source.{odd}]\ntitle = {odd}\nauthor = {odd}\ndate = {odd}\nfile = {odd}\n"
        f"[source.odd]\ntitle = {odd}\nurl = {odd}\n"
        f"[source.web]\ntitle = {odd}\nauthor = {odd}\nurl = {toml(f'https://example.org/{word}')}\n"
        + node("rl", "architecture", "")
        + node("gaming", "failure-mode", "'rl'", more=f"formerly = ['games', {odd}]")
        + node("oversight", "strategy", "'gaming'", more="refinement = 'all'")
        + node("shards", "strategy", "'gaming'")
        + node("transparency", "problem", "'oversight', 'shards'")
        + node("probes", "strategy", "'transparency'")
        + node("imitators", "architecture", "")
        + node("hch", "strategy", "'imitators'")
    )


def journal(word: str, assessor: str, *, scores: float = 0.3) -> str:
    """Scores, notes, things taken back, and what no reader understands, all with `word` in it."""
    odd = toml(word)
    at = "t202611{:02}T100000Z-{}".format
    return (
        f"#:gametree journal 1\ntree = {odd}\nassessor = {toml(word + assessor)}\n"
        f"{at(1, 'a')} = {{ node = 'gaming', plausibility = {scores}, range = [0.1, 0.8], digest = '000000-000000' }}\n"
        f"{at(2, 'b')} = {{ node = 'oversight', note = {odd} }}\n"
        f"{at(3, 'c')} = {{ node = 'oversight', plausibility = {1 - scores} }}\n"
        f"{at(4, 'd')} = {{ node = 'gaming', note = {toml(f'{word} and again {word}')} }}\n"
        f"{toml('t20261105T100000Z-' + word)} = {{ node = 'rl', note = {odd} }}\n"
        f"{at(5, 'f')} = {{ node = 'rl', retract = {toml('t20261105T100000Z-' + word)} }}\n"
        f"{at(6, 'g')} = {{ node = {odd}, plausibility = 0.4, note = {odd} }}\n"
        f"{at(7, 'h')} = {{ node = 'rl', plausibility = {odd}, {odd} = {odd} }}\n"
        f"{at(8, 'i')} = {{ node = 'rl', plausibility = {scores} }}\n"
        f"{at(9, 'j')} = {{ node = 'question', plausibility = {scores} }}\n"
        f"{word}\n{odd} = {odd}\n"
    )


def table(word: str) -> str:
    """A CSV file of scores, some of them faulty."""
    odd = '"' + word.replace('"', '""') + '"'
    rows = [f"gaming,30%,{odd},", f"rl,40%,{odd},{odd}", f"{odd},20%,x,", f"hch,{odd},x,", "shards,50%,,"]
    return "\n".join(["node,plausibility,note,at", *rows])


def config(word: str) -> str:
    """Settings, most of them faulty."""
    odd = toml(word)
    return (
        f"theme = {odd}\n{odd} = 1\n[keys]\nundo = [{odd}]\n{odd} = {odd}\nredo = {odd}\n"
        f"[themes.{odd}]\nbase = {odd}\nprimary = {odd}\n{odd} = 2\n"
        f"[themes.{toml(f'{word} mine')}]\nbase = 'dark'\nprimary = '#112233'\n"
    )


def write_files(folder: Path, home: Path, word: str) -> Path:
    """A folder of such files, with the journals of four people, one whose name is not for a terminal; the tree."""
    people = folder / "tree.assessments"
    people.mkdir(parents=True, exist_ok=True)
    (folder / "tree.toml").write_text(tree(word), encoding="utf-8")
    (people / "ada.toml").write_text(journal(word, "ada"), encoding="utf-8", newline="")
    (people / "bob.toml").write_text(journal(word, "bob", scores=0.7), encoding="utf-8", newline="")
    odd = word.replace("/", "_").replace("\0", "")[:60]
    (people / f"{odd}.toml").write_text(journal(word, "odd", scores=0.6), encoding="utf-8", newline="")
    (people / f"{odd}2.toml").write_bytes(b"\xff" * 9)
    (folder / "scores.csv").write_text(table(word), encoding="utf-8", newline="")
    (home / "config" / "gametree").mkdir(parents=True, exist_ok=True)
    (home / "config" / "gametree" / "config.toml").write_text(config(word), encoding="utf-8")
    return folder / "tree.toml"
