"""
The kinds of failures that libraries report for an exchange of a request and its answer.
"""

import socket
import ssl
from collections.abc import Iterator

import requests
from urllib3.exceptions import HTTPError, ProtocolError, ProxySchemeUnknown

from generator.errors import FailureKind

# The first class of which an error in the chain is an instance says the kind. A proxy's name that
# is not found is the proxy's failure, so the order matters.
_KINDS: tuple[tuple[type[BaseException], FailureKind], ...] = (
    (requests.exceptions.ProxyError, FailureKind.PROXY),
    (requests.exceptions.InvalidProxyURL, FailureKind.PROXY),
    (ProxySchemeUnknown, FailureKind.PROXY),
    (requests.exceptions.SSLError, FailureKind.TLS),
    (ssl.SSLError, FailureKind.TLS),
    (socket.gaierror, FailureKind.NAME_NOT_FOUND),
    (requests.Timeout, FailureKind.TIME_OUT),
    (TimeoutError, FailureKind.TIME_OUT),
    (requests.exceptions.ChunkedEncodingError, FailureKind.BROKEN_OFF),
    (ProtocolError, FailureKind.BROKEN_OFF),
    (ConnectionResetError, FailureKind.BROKEN_OFF),
    (requests.ConnectionError, FailureKind.NO_CONNECTION),
)

# What requests and urllib3 raise for an exchange.
FOREIGN = (OSError, HTTPError, ValueError)


def kind_of(error: BaseException) -> FailureKind:
    """
    Return the kind of *error*, which one of FOREIGN or its cause is.
    """
    chain = list(_chain(error))
    for foreign, kind in _KINDS:
        if any(isinstance(one, foreign) for one in chain):
            return kind
    # requests raises a bare OSError where a file of certificates does not exist.
    return FailureKind.TLS if type(error) is OSError else FailureKind.OTHER


def root(error: BaseException) -> BaseException:
    """
    Return the error with which the chain of *error*'s causes begins.
    """
    return list(_chain(error))[-1]


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
