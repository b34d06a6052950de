"""Let `python -m kb` be the command `kb`."""

from kb.cli import main

main()
