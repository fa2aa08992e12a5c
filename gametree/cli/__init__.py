"""The front door: one module a command. Heavy imports happen in the command that needs them."""


def main() -> None:
    """Run the command line of this process."""
    import sys
    from io import TextIOWrapper

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without UTF-8 still gets an answer
    from gametree.cli.group import gametree

    try:
        gametree(prog_name="gametree")
    except OSError as error:  # a disk that is full under `> file`, and the like
        _give_up(error)


def _give_up(error: OSError) -> None:
    import os
    import sys

    from gametree.cli.output import narrate, silence

    silence(sys.stdout)
    where = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
    narrate(f"gametree: stopped: {where}{error.strerror or error}")
    sys.exit(2)
