"""
Connections whose every read ends at the deadline of the request.
"""

import io
import socket
from collections.abc import Callable
from http.client import HTTPResponse
from typing import Any

from urllib3.connectionpool import ConnectionPool, HTTPConnectionPool

# Returns the seconds that the running request still has; 0 or less if it is late.
Left = Callable[[], float]


def keep_deadline(pool: ConnectionPool, left: Left) -> None:
    """
    Let every read from a connection of *pool* raise TimeoutError once *left* returns 0 or less.

    A read timeout alone starts again with each byte: a server that sends one byte a minute, also
    in its headers, would never be given up.
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
    Reads from *raw*, the reading end of *sock*, while *left* is above 0.
    """

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, left: Left) -> None:
        self._raw, self._sock, self._left = raw, sock, left
        # The read timeout, as urllib3 has set it.
        self._timeout = sock.gettimeout()

    def readable(self) -> bool:
        """
        Return True: io.BufferedReader asks.
        """
        return True

    def readinto(self, buffer: Any) -> int | None:
        """
        Read into *buffer* and return the number of bytes. Raises TimeoutError.
        """
        left = self._left()
        if left <= 0:
            raise TimeoutError("deadline")
        timeout = left if self._timeout is None else self._timeout
        self._sock.settimeout(min(left, timeout))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        """
        Close the reading end of the socket.
        """
        self._raw.close()
        super().close()
