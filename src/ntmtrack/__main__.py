"""Start the program as `python -m ntmtrack`."""

from ntmtrack.cli import main

main()
