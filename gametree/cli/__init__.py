"""The front door: one module a command. Heavy imports happen in the command that needs them."""


def main() -> None:
    """Run the command line of this process."""
    import os
    import sys
    from io import TextIOWrapper

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without UTF-8 still gets an answer
    from gametree.cli.group import gametree

    try:
        gametree(prog_name="gametree")
    except OSError as error:  # a disk that is full under `> file`, and the like
        where = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
        _give_up(f"{where}{error.strerror or error}")
    except MemoryError:
        _give_up("the memory does not suffice; close other programs, or take a smaller file")
    except Exception as error:  # a fault of the program, whose traceback may cite what steers a terminal
        _tell_crash(error)


def _tell_crash(error: Exception) -> None:
    import sys

    from gametree.cli.output import narrate, silence
    from gametree.tui.crash import CRASHED, crash_message

    silence(sys.stdout)
    narrate(crash_message(error, on_screen=False))
    sys.exit(CRASHED)


def _give_up(why: str) -> None:
    import sys

    from gametree.cli.output import narrate, silence

    silence(sys.stdout)
    narrate(f"gametree: stopped: {why}")
    sys.exit(2)
