"""Where in a text a finding points."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.files.placing import Lines, encoding_finding, header_key, place_all, type_name
from gametree.model.finding import Finding, Part, Place, Severity

TEXT = """\
[tree]
title = "T"

[node.a]
kind = "claim"
tags = ["x", "yy"]

[node."b c"]
"""


@pytest.mark.parametrize(
    ("path", "part", "pointed_at"),
    [
        (("node", "a", "kind"), Part.VALUE, '"claim"'),
        (("node", "a", "kind"), Part.KEY, "kind"),
        (("node", "a", "tags", 1), Part.VALUE, '"yy"'),
        (("node", "a", "tags", 9), Part.VALUE, '["x", "yy"]'),
        (("node", "a", "title"), Part.VALUE, "a"),
        (("node", "a"), Part.TABLE, "[node.a]"),
        (("node", "b c"), Part.KEY, '"b c"'),
        (("node", "gone", "title"), Part.TABLE, "node"),
        (("source", "x"), Part.KEY, "["),
        ((), Part.VALUE, "["),
    ],
)
def test_a_path_leads_to_what_it_names_or_to_what_is_next_around_it(path: tuple[Any, ...], part: Part, pointed_at: str):
    (finding,) = place_all([Finding("x", "a fault", path, part)], TEXT)
    place = finding.place
    assert TEXT.split("\n")[place.line - 1] == place.source_line
    assert place.source_line[place.column - 1 :][: place.width] == pointed_at


def test_errors_come_first_and_then_the_order_of_the_file():
    found = [
        Finding("warning", "", ("tree", "title"), severity=Severity.WARNING),
        Finding("last", "", ("node", "b c"), Part.KEY),
        Finding("second", "", ("node", "a", "tags", 1)),
        Finding("first", "", ("node", "a", "tags", 0)),
    ]
    assert [finding.check for finding in place_all(found, TEXT)] == ["first", "second", "last", "warning"]


def test_bytes_that_are_no_utf_8_are_named_with_the_place_of_the_first():
    data = "a\nü".encode() + b"\xe9\xff\nb"
    with pytest.raises(UnicodeDecodeError) as error:
        data.decode()
    finding = encoding_finding(data, error.value)
    assert (finding.check, finding.message) == ("encoding", "byte 0xe9 is not UTF-8; save the file as UTF-8")
    assert finding.place == Place(2, 2, 1, "ü\ufffd\ufffd")


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (True, "a boolean"), (1, "a number"), (0.5, "a number"), ("", "a string"), ([], "an array"), ({}, "a table"),
        (date(2026, 1, 1), "a date or time"),
    ],
)  # fmt: skip
def test_a_value_is_named_in_the_words_of_toml(value: Any, name: str):
    assert type_name(value) == name


@pytest.mark.parametrize(("key", "shown"), [("a-b_1", "a-b_1"), ("a b", '"a b"'), ("", '""'), ("\x1b", '"␛"')])
def test_a_key_stands_in_a_header_as_it_has_to(key: str, shown: str):
    assert header_key(key) == shown


@given(st.text("ab\r\nü\u2028", max_size=30), st.data())
def test_a_place_is_within_its_line_and_the_line_is_one_of_the_text(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text)))
    place = Lines(text).place((start, data.draw(st.integers(start, len(text)))))
    before = text[:start]
    assert (place.line, place.column) == (before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
    assert place.source_line == text.split("\n")[place.line - 1].rstrip("\r\n")
    assert place.width >= 1
    assert place.width == 1 or place.column - 1 + place.width <= len(place.source_line)
