"""
Connections whose every read ends at the deadline of the request, and after so many bytes.
"""

import io
import socket
from collections.abc import Callable
from http.client import HTTPResponse
from typing import Any

from urllib3.connectionpool import ConnectionPool, HTTPConnectionPool

# Returns the seconds that the running request still has; 0 or less if it is late.
Left = Callable[[], float]


class TooManyBytesError(Exception):
    """
    A server sent more bytes than one answer may have.
    """


def keep_limits(pool: ConnectionPool, left: Left, most: int) -> None:
    """
    Let every read from a connection of *pool* raise TimeoutError once *left* returns 0 or less,
    and TooManyBytesError once an answer has more than *most* bytes.

    A read timeout alone starts again with each byte: a server that sends one byte a minute, also
    in its headers, would never be given up. And the libraries read a line of any length: that of
    a chunk's size, and what follows the last chunk.
    """
    if not isinstance(pool, HTTPConnectionPool) or hasattr(pool.ConnectionCls, "keeps_deadline"):
        return

    class Response(HTTPResponse):
        def __init__(self, sock: socket.socket, *args: Any, **options: Any) -> None:
            super().__init__(sock, *args, **options)
            self.fp = io.BufferedReader(_LimitedReader(self.fp.detach(), sock, left, most))

    class Connection(pool.ConnectionCls):  # type: ignore[name-defined,misc]  # http or https
        keeps_deadline = True
        response_class = Response

    pool.ConnectionCls = Connection


class _LimitedReader(io.RawIOBase):
    """
    Reads *most* bytes from *raw*, the reading end of *sock*, while *left* is above 0.
    """

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, left: Left, most: int) -> None:
        self._raw, self._sock, self._left, self._most = raw, sock, left, most
        # The read timeout, as urllib3 has set it.
        self._timeout = sock.gettimeout()

    def readable(self) -> bool:
        """
        Return True: io.BufferedReader asks.
        """
        return True

    def readinto(self, buffer: Any) -> int | None:
        """
        Read into *buffer* and return the number of bytes. Raises TimeoutError, TooManyBytesError.
        """
        left = self._left()
        if left <= 0:
            raise TimeoutError("deadline")
        timeout = left if self._timeout is None else self._timeout
        self._sock.settimeout(min(left, timeout))
        count = self._raw.readinto(buffer)
        self._most -= count or 0
        if self._most < 0:
            raise TooManyBytesError
        return count

    def close(self) -> None:
        """
        Close the reading end of the socket.
        """
        self._raw.close()
        super().close()
