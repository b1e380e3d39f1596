"""
Waiting for another process, no longer than needed.
"""

import time
from collections.abc import Callable

_PATIENCE = 60


def until(holds: Callable[[], object]) -> None:
    """
    Wait until *holds* gives something true.
    """
    end = time.monotonic() + _PATIENCE
    while not holds():
        assert time.monotonic() < end, "what was waited for did not happen"
        time.sleep(0.01)
