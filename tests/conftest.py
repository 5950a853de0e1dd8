"""Say how long hypothesis looks, and which tests there are on Windows.

Hypothesis looks at the same examples in every run, at more where everything is run.
"""

import os
import sys

from hypothesis import HealthCheck
from hypothesis import settings

# A document is drawn as text and read by the program: slower than hypothesis thinks healthy.
settings.register_profile(
    "sample",
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("quick", parent=settings.get_profile("sample"), max_examples=15)
settings.register_profile("ci", parent=settings.get_profile("sample"), max_examples=300)
settings.load_profile("ci" if os.environ.get("NTMTRACK_TEST_ALL") == "1" else "sample")

# What makes no sense on Windows, where `machines/windows.sh` runs the others.
collect_ignore: list[str] = []
if sys.platform == "win32":
    collect_ignore += [
        "safety",  # signals, owners, forks and the system's calls, of POSIX all
        "storage/test_lock.py",  # takes locks by fcntl
        "program/test_cron.py",  # crontab, and a terminal of POSIX
        "program/test_review_on_a_terminal.py",  # the same
        "program/test_browser.py",  # drives a browser of Linux
        "program/test_windows.py",  # simulates what is there
        "cli/test_completion.py",  # types into bash, zsh and fish
    ]
