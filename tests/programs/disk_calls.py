"""
What a piece of work asks of the disk, as the interpreter itself reports it.
"""

import sys
from collections.abc import Callable
from types import FrameType


def disk_calls(work: Callable[[], object]) -> list[str]:
    """
    The calls of ``os.fsync`` and ``os.replace`` that *work* makes, in order.
    """
    names: list[str] = []

    def note(_: FrameType, event: str, function: object) -> None:
        if event == "c_call" and getattr(function, "__module__", None) == "posix":
            names.append(str(getattr(function, "__name__", "")))

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return [name for name in names if name in {"fsync", "replace"}]
