"""
Documents that are made together.
"""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from msgspec import Struct

S = TypeVar("S", bound=Struct)

# A path below the source tree, and what the file there holds.
Document = tuple[str, bytes]


class Batch(Struct, Generic[S], frozen=True):
    """
    The documents that *make* makes of *source*, and of nothing else.

    So whoever has them, and remembers of what source, need not make them again: *make* is a
    function of a module, without anything bound to it.
    """

    make: Callable[[S], Iterable[Document]]
    source: S

    def documents(self) -> Iterable[Document]:
        """
        Make them.
        """
        return self.make(self.source)
