"""Words, hands that write them, and lists of any shape, at random."""

from __future__ import annotations

import tomli
from hypothesis import strategies as st

from gametree.files.editing.values import Hand

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.text("\"'\\\n\r\t #\x07é", max_size=12)
HANDS = st.builds(
    Hand,
    quote=st.sampled_from(['"', "'"]),
    block=st.sampled_from(['"""', "'''"]),
    newline=st.sampled_from(["\n", "\r\n"]),
    one_line=st.booleans(),
    list_indent=st.sampled_from([None, "  ", "\t"]),
    list_comma=st.sampled_from(["", ","]),
    list_pad=st.sampled_from(["", " "]),
)


def read(raw: str, newline: str = "\n") -> object:
    return tomli.loads(f"v = {raw}{newline}")["v"]


LINE_ENDS = st.sampled_from(["", " ", "\n", "\r\n  ", " # a comment, ] \"with' marks\n  "])


@st.composite
def odd_lists(draw: st.DrawFn) -> tuple[list[str], str]:
    """A list with comments and line breaks in all the places where they can be."""
    items = draw(st.lists(st.sampled_from(["a", "b", "c d", "#", "]"]), max_size=4))
    text = "["
    for number, item in enumerate(items):
        comma = "," if number < len(items) - 1 or draw(st.booleans()) else ""
        text += draw(LINE_ENDS) + f'"{item}"' + draw(LINE_ENDS) + comma
    return items, text + draw(LINE_ENDS) + "]"
