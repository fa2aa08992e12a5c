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

    from gametree.cli.output import narrate

    if sys.stdout is not None:
        # what is still buffered must not fail once more on the way out
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    narrate(f"gametree: stopped: {error.strerror or error}")
    sys.exit(2)
