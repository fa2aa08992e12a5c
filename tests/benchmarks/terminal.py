"""A program in a pseudo-terminal of fixed size, with the time from each key to what it paints."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence

WIDTH, HEIGHT = 120, 36
_PATIENCE = 20  # seconds
_REST = 0.2  # seconds: by then the words beside the tree have followed the cursor too
_TICKS = os.sysconf("SC_CLK_TCK")


class Terminal:
    """Starts a program and waits until it shows `ready`; `started` is how many milliseconds that took."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], ready: str) -> None:
        began = time.perf_counter()
        self.pid, self._line = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
            os.execve(command[0], list(command), dict(environment))
        shown = b""
        while ready.encode() not in shown:
            shown += self._answer()
        self.started = (time.perf_counter() - began) * 1000
        self.rest()

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._line)

    def press(self, key: str) -> float:
        """Milliseconds until the first bytes of the answer."""
        began = time.perf_counter()
        os.write(self._line, key.encode())
        self._answer()
        waited = time.perf_counter() - began
        self.rest()
        return waited * 1000

    def rest(self) -> None:
        """Wait until nothing more comes."""
        while self._read(_REST):
            pass

    def peak_megabytes(self) -> float:
        """The most memory it ever held."""
        with open(f"/proc/{self.pid}/status") as status:  # noqa: PTH123
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024

    def idle_percent(self, seconds: float) -> float:
        """Processor time while nobody presses anything, in percent of one core."""
        before = self._processor_seconds()
        time.sleep(seconds)
        return (self._processor_seconds() - before) / seconds * 100

    def _processor_seconds(self) -> float:
        with open(f"/proc/{self.pid}/stat") as stat:  # noqa: PTH123
            fields = stat.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def _answer(self) -> bytes:
        output = self._read(_PATIENCE)
        if not output:
            raise TimeoutError(f"no output for {_PATIENCE} seconds")
        return output

    def _read(self, wait: float) -> bytes:
        return os.read(self._line, 1 << 16) if select.select([self._line], [], [], wait)[0] else b""
