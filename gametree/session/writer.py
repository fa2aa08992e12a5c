"""Records on their way to disk: a thread of its own, so that no key waits for a flush."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Condition, Thread

from gametree.errors import NotWritten
from gametree.files.appending import Stamp
from gametree.files.journal import append_records
from gametree.files.spool import Spool
from gametree.model.assessment import Record
from gametree.model.text import clean_line


@dataclass(frozen=True, slots=True)
class SaveState:
    """How many changes are not on disk yet, and why the last attempt failed, if it did."""

    waiting: int = 0
    failure: str = ""
    path: Path | None = None
    """The file that this is about, where something is not on disk."""

    @property
    def is_saved(self) -> bool:
        """Whether everything is on disk."""
        return self.waiting == 0

    def and_also(self, waiting: int, failure: str, path: Path) -> SaveState:
        """With more that is not on disk in another file, if there is any."""
        if not waiting:
            return self
        own = (self.failure, self.path) if self.failure else (failure, path)
        return SaveState(self.waiting + waiting, *own)


class Writer:
    """Appends records in the order they come, several at once where they come fast.

    After a failure everything stays in line, and the next record or `retry()` tries all of it again.
    `on_change` is called from the writer's thread; it must not wait for the thread that closes.
    """

    def __init__(self, path: Path, tree: str, assessor: str, stamp: Stamp | None) -> None:
        self.path, self.tree, self.assessor = path, tree, assessor
        self.spool = Spool(path, tree, assessor)
        """Where every record goes first."""
        self.stamp = stamp
        """The file as this sitting knows it."""
        self.began_anew = False
        """Whether the file was gone or empty at a write although this sitting knew it otherwise."""
        self.on_change: Callable[[], None] = lambda: None
        self._waiting: list[Record] = []
        self._failure = self._kept = ""
        self._closing = False
        self._turn = Condition()
        self._thread: Thread | None = None

    @property
    def state(self) -> SaveState:
        """How things stand now."""
        with self._turn:
            return SaveState(len(self._waiting), self._failure, self.path if self._waiting else None)

    @property
    def waiting(self) -> tuple[Record, ...]:
        """The records that are not on disk yet."""
        with self._turn:
            return tuple(self._waiting)

    @property
    def kept(self) -> str:
        """Where the records are that could not be written, if anywhere."""
        with self._turn:
            return self._kept

    def give_up(self) -> None:
        """Go on without what is not on disk: it is elsewhere."""
        with self._turn:
            self._waiting.clear()
            self._failure = self._kept = ""

    def submit(self, record: Record) -> None:
        """Put a record in line; returns at once."""
        with self._turn:
            self._waiting.append(record)
            self._wake()

    def retry(self) -> None:
        """Try once more what failed."""
        with self._turn:
            self._wake()

    def close(self) -> None:
        """Wait until everything is on disk; raises NotWritten where a last attempt fails."""
        with self._turn:
            self._closing = True
            if self._waiting:
                self._wake()
            self._turn.notify_all()
        if self._thread:
            self._thread.join()
        state = self.state
        with self._turn:
            self._closing = False
            self._thread = None
        if not state.is_saved:
            raise NotWritten(self.path, state.failure, self.kept)

    def _wake(self) -> None:
        self._failure = ""
        if self._thread is None:
            self._thread = Thread(target=self._run, name="journal writer", daemon=True)
            self._thread.start()
        self._turn.notify_all()

    def _run(self) -> None:
        while True:
            with self._turn:
                self._turn.wait_for(lambda: self._closing or (self._waiting and not self._failure))
                if not self._waiting or self._failure:
                    return
                batch = tuple(self._waiting)
            self._write(batch)
            with suppress(Exception):  # a listener's fault must not keep the next record from the disk
                self.on_change()

    def _write(self, batch: Sequence[Record]) -> None:
        try:
            with self.spool.keeping(batch):
                before, after = append_records(self.path, batch, self.tree, self.assessor)
        except NotWritten as error:
            with self._turn:
                self._failure, self._kept = error.reason, error.kept
            return
        except Exception as error:  # a fault of the program, such as too little memory: nothing waits in silence
            with self._turn:
                self._failure, self._kept = clean_line(f"{type(error).__name__} {error}"[:200]), ""
            return
        with self._turn:
            written = set(map(id, batch))  # not the first so many: they may have been given up meanwhile
            self._waiting = [record for record in self._waiting if id(record) not in written]
            self._kept = ""
            self.began_anew |= before is None and self.stamp is not None
            if before == self.stamp:  # else somebody else wrote meanwhile, and the stamp must keep differing
                self.stamp = after
