"""How fast it is: `python -m tests.benchmarks` prints a table, each figure beside its floor."""
