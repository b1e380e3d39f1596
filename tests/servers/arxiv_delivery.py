"""
How a reply reaches the client: whole, or as badly as its delivery says.
"""

import os
import socket
import struct
import threading
from http import HTTPStatus

from servers.arxiv_faults import Reply


def delivered(reply: Reply, connection: socket.socket, *, date: str, end: threading.Event) -> None:
    """
    Send *reply* through *connection*; what takes for ever takes until *end*.
    """
    octets = _octets(reply, date)
    if reply.delivery == "whole":
        connection.sendall(octets)
        return
    if reply.delivery == "garbled":
        connection.sendall(b"SSH-2.0-OpenSSH_9.7\r\n")
        return
    connection.sendall(octets[: reply.at])
    if reply.delivery == "hang":
        end.wait()
    elif reply.delivery == "reset":
        # Closed at once and without lingering, a connection ends in a reset.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        os.close(connection.detach())
    elif reply.delivery == "drip":
        for octet in octets[reply.at :]:
            connection.sendall(bytes([octet]))
            end.wait(reply.interval)


def _octets(reply: Reply, date: str) -> bytes:
    headers = {"Date": date, "Content-Length": str(len(reply.body)), **reply.headers}
    lines = [f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + reply.body
