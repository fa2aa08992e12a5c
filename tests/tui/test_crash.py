"""What is said of a fault of the program: little, harmlessly, whatever the fault cites, and the rest in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from gametree.tui.crash import crash_message
from tests.hostile_words import TOGETHER, strange


class Mute(Exception):
    """One that cannot even say what it is."""

    def __str__(self) -> str:
        raise RuntimeError(TOGETHER)


FAULTS = {
    "words": RuntimeError(TOGETHER),
    "half a character": RuntimeError(f"\udcff{TOGETHER}\ud800"),
    "no words": Mute(),
    "several": ExceptionGroup(TOGETHER, [RuntimeError(TOGETHER), Mute()]),
    "too little memory": MemoryError(TOGETHER),
    "nothing": None,
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_any_fault_is_told_harmlessly_and_reported_in_a_file(fault: Exception | None, home: Path):
    said = crash_message(fault)
    assert not strange(said.encode())
    assert ("memory" in said) == isinstance(fault, MemoryError)
    (report,) = (home / "state" / "gametree" / "crashes").iterdir()
    assert said.endswith(f"What the screen called saved is on disk. Report: {report}")
    assert fault is None or type(fault).__name__ in report.read_text()


def test_where_no_report_can_be_written_the_end_of_it_is_told(home: Path):
    (home / "state").write_text("a file where the folder should be")
    said = crash_message(RuntimeError("so" + TOGETHER * 10_000 + "end"), on_screen=False)
    assert len(said) < 50_000
    assert not strange(said.encode())
    assert said.endswith("end\n")
