"""`python -m gametree`."""

from gametree.cli import main

if __name__ == "__main__":
    main()
