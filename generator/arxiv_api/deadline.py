"""
Connections that cannot be kept waiting: every read of theirs ends in time.
"""

import io
import socket
from collections.abc import Callable
from http.client import HTTPResponse
from typing import Any

from urllib3.connectionpool import ConnectionPool, HTTPConnectionPool

# Seconds an answer may still take.
Left = Callable[[], float]


def keep_deadline(pool: ConnectionPool, left: Left) -> None:
    """
    Let every read from *pool*'s connections fail once no time is *left*.

    A read timeout alone starts anew with each byte: a server that drips one now and then, be it
    in the headers, would hold us for ever.
    """
    if not isinstance(pool, HTTPConnectionPool) or hasattr(pool.ConnectionCls, "keeps_deadline"):
        return

    class Response(HTTPResponse):
        def __init__(self, sock: socket.socket, *args: Any, **options: Any) -> None:
            super().__init__(sock, *args, **options)
            self.fp = io.BufferedReader(_TimedReader(self.fp.detach(), sock, left))

    class Connection(pool.ConnectionCls):  # type: ignore[name-defined,misc]  # http or https
        keeps_deadline = True
        response_class = Response

    pool.ConnectionCls = Connection


class _TimedReader(io.RawIOBase):
    """
    Reads *raw*, the reading end of *sock*, as long as there is time *left*.
    """

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, left: Left) -> None:
        self._raw, self._sock, self._left = raw, sock, left
        # What urllib3 has set: how long a single read may take.
        self._patience = sock.gettimeout()

    def readable(self) -> bool:
        """
        As the buffer around it has to know.
        """
        return True

    def readinto(self, buffer: Any) -> int | None:
        """
        Read what has come, waiting no longer than allowed.
        """
        left = self._left()
        if left <= 0:
            raise TimeoutError("deadline")
        patience = left if self._patience is None else self._patience
        self._sock.settimeout(min(left, patience))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        """
        Let go of the socket.
        """
        self._raw.close()
        super().close()
