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
from collections.abc import Callable, Mapping, Sequence

WIDTH, HEIGHT = 120, 36
_PATIENCE = 20  # seconds
_REST = 0.2  # seconds: by then the words beside the tree have followed the cursor too
_LONG_REST = 1.0  # seconds: what is worked out aside has come by then
_WINDOW, _AT_WORK = 0.5, 5  # seconds, and percent of the processor in them
_STEP = 0.0005  # seconds
_SCHEDULED = 2  # which of a process's clocks, see clock_getcpuclockid(3)


class Terminal:
    """Starts a program and waits until it shows `ready`; `started` is how many milliseconds that took, and `worked`
    how long the processor worked on it, which a busy machine changes less."""

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
        self.worked = self._processor_seconds() * 1000
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

    def tell(self, key: str) -> None:
        """Press a key that may go unanswered, and wait until nothing more comes."""
        os.write(self._line, key.encode())
        self.rest(_LONG_REST)

    def press_until(self, key: str, done: Callable[[], bool]) -> float:
        """Milliseconds until something outside is so."""
        began = time.perf_counter()
        os.write(self._line, key.encode())
        while not done():
            if time.perf_counter() - began > _PATIENCE:
                raise TimeoutError(f"nothing came of it in {_PATIENCE} seconds")
            self._read(_STEP)
        waited = time.perf_counter() - began
        self.rest()
        return waited * 1000

    def rest(self, seconds: float = _REST) -> None:
        """Wait until nothing more comes for so long."""
        while self._read(seconds):
            pass

    def peak_megabytes(self) -> float:
        """The most memory it ever held."""
        with open(f"/proc/{self.pid}/status") as status:  # noqa: PTH123
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024

    def idle_percent(self, seconds: float) -> float:
        """Processor time while nobody presses anything, in percent of one core, once what is done aside is done."""
        patience = time.perf_counter() + _PATIENCE
        while self._busy_percent(_WINDOW) > _AT_WORK and time.perf_counter() < patience:
            self.rest()
        return self._busy_percent(seconds)

    def _busy_percent(self, seconds: float) -> float:
        before = self._processor_seconds()
        time.sleep(seconds)
        return (self._processor_seconds() - before) / seconds * 100

    def _processor_seconds(self) -> float:
        return time.clock_gettime((~self.pid << 3) | _SCHEDULED)

    def _answer(self) -> bytes:
        output = self._read(_PATIENCE)
        if not output:
            raise TimeoutError(f"no output for {_PATIENCE} seconds")
        return output

    def _read(self, wait: float) -> bytes:
        return os.read(self._line, 1 << 16) if select.select([self._line], [], [], wait)[0] else b""
