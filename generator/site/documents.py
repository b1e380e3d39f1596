"""
Documents: the files of the site's source tree, and tasks that render some of them together.
"""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from msgspec import Struct

S = TypeVar("S", bound=Struct)

# A path below the source tree, and the bytes of the file there.
Document = tuple[str, bytes]


class RenderTask(Struct, Generic[S], frozen=True):
    """
    A call of *render* with *source* that has not happened yet.

    The documents depend on *source* alone. So whoever kept the documents of an equal source can use
    them again. For this, *render* is a function of a module: no lambda, no bound method.
    """

    render: Callable[[S], Iterable[Document]]
    source: S

    def documents(self) -> Iterable[Document]:
        """
        Render the documents.
        """
        return self.render(self.source)
