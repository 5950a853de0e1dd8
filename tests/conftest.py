"""Keep what is compiled, and say how long hypothesis looks."""

import os
import sys


def keep_what_is_compiled() -> None:
    """Let Python write compiled modules also where the environment says not to.

    Many containers say so. Then every worker rewrites the asserts of every test anew, and each of
    the thousand processes that tests start compiles the program anew.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def register_profiles() -> None:
    """Look at the same examples in every run, at more of them where everything is run."""
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


keep_what_is_compiled()
register_profiles()  # hypothesis is imported here, when its asserts are rewritten once for all
