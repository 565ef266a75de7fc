"""`python -m kg` is `duty-kg`."""

from kg.cli import main

main()
