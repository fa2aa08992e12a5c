"""The front door: one module a command. Heavy imports happen in the command that needs them."""


def main() -> None:
    """Run the command line of this process."""
    import sys
    from io import TextIOWrapper

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without UTF-8 still gets an answer
    from gametree.cli.group import gametree

    gametree(prog_name="gametree")
