"""Say how long hypothesis looks: the same examples in every run, more where everything is run."""

import os

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
