"""
Everything that can go wrong on purpose, and the exit code of a command that ends with it.

    error                         exit code  meaning
    GeneratorError                        3  the base of all errors below
      ConfigError(where, reason)          2  the configuration is wrong; only the keeper can act
      ArxivError(url, reason)             3  one request to arXiv gave no usable answer
        TransportError                    3  no answer came, or a refusal that may pass
          BudgetError                     3  the request was not made: the run may make no more
        AnswerError                       3  an answer came that is not whole or reports an error
      ProjectError(path, reason)          3  another run is using the project, or it is read-only
      StoreError(path, reason)            3  a file of the store cannot be read or written
      BuildError(step, reason)            3  a step of building the site has failed

A fetch catches the ArxivError of each keyword and goes on with the next one. Its exit code is 1 if
some keywords failed, and 3 if all failed.
"""

import re
from enum import IntEnum, StrEnum, auto
from pathlib import Path
from typing import ClassVar


class ExitCode(IntEnum):
    """
    What a command returns to the shell. Scripts rely on these numbers: they never change.
    """

    ALL_WELL = 0
    """Everything was done."""
    SOME_FAILED = 1
    """Some keywords failed and the rest was published; or a check found something to look at."""
    WRONG_CONFIG = 2
    """The configuration or the command line is wrong."""
    NOTHING_DONE = 3
    """Nothing could be done, or the output could not be written."""
    INTERRUPTED = 130
    """Ctrl-C or SIGTERM stopped the command. Shells return 128 + SIGINT for this, too."""


class FailureKind(StrEnum):
    """
    Why arXiv gave no usable answer. Of a failure, the kind and an HTTP status alone are published.

    The store holds these words: a kind may be added, and none is renamed.
    """

    NO_CONNECTION = auto()
    """No connection to the server was made."""
    NAME_NOT_FOUND = auto()
    """The server's name is not known to the network."""
    TLS = auto()
    """The encrypted connection failed, or its certificate could not be verified."""
    PROXY = auto()
    """The proxy of the network gave no connection."""
    TIME_OUT = auto()
    """The answer did not come in time."""
    BROKEN_OFF = auto()
    """The connection ended before the answer was whole."""
    REFUSED = auto()
    """The answer has an HTTP status that refuses the request."""
    REPORTED = auto()
    """The answer is arXiv's error message about the request."""
    REDIRECTED = auto()
    """The answer leads to another address, and not to one of arXiv's."""
    TOO_LARGE = auto()
    """The answer is larger than any answer that is read."""
    NOT_XML = auto()
    """The answer is of another type: a page or plain text, for example."""
    NOT_WHOLE = auto()
    """The answer is cut off, contradicts itself, or belongs to another request."""
    UNREADABLE = auto()
    """The answer is whole, and none of its entries can be read."""
    IMPLAUSIBLE = auto()
    """The answer is whole, and lacks papers that must be in it."""
    TOO_MANY = auto()
    """More papers match than arXiv gives out."""
    NO_TIME = auto()
    """No request was made: the time for all requests of the run was over."""
    OUTAGE = auto()
    """No request was made: arXiv gave nobody an answer before."""
    OTHER = auto()
    """None of the above, or an older version of this program wrote a sentence."""

    @classmethod
    def _missing_(cls, value: object) -> "FailureKind":  # noqa: ARG003 - the enum's signature
        return cls.OTHER


# The longest reason of an ArxivError, which may quote an answer.
_LONGEST = 500

# A user name and password in an address, up to the last @: passwords may hold any sign.
_USER = re.compile(r"(\w+://)\S*@")

_QUERY = re.compile(r"\?\S*=\S*")


class GeneratorError(Exception):
    """
    The base of all errors of this program; its message is ``where: reason``.

    A command that ends with the error returns *exit_code*.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.NOTHING_DONE

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.reason = reason


class ConfigError(GeneratorError):
    """
    The configuration is wrong at *where*, such as ``keywords.yaml:7``; *reason* says what to write.
    """

    exit_code = ExitCode.WRONG_CONFIG

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(where, reason)
        self.where = where


class ArxivError(GeneratorError):
    """
    One request to *url*, an address of arXiv, gave no usable answer.

    The message is printed and never published: *reason* may quote the answer, or a library. *url*
    and each address in *reason* lose their query, user name and password, and a long *reason* is
    cut. What may be published is *kind*, by default *usual_kind*, and the HTTP *status* of the
    answer, if it had one that matters.
    """

    usual_kind: ClassVar[FailureKind] = FailureKind.OTHER

    def __init__(
        self, url: str, reason: str, kind: FailureKind | None = None, status: int | None = None
    ) -> None:
        self.url = _without_secrets(url.partition("?")[0])
        reason = _without_secrets(reason)
        super().__init__(self.url, reason if len(reason) <= _LONGEST else f"{reason[:_LONGEST]} …")
        self.kind, self.status = kind or self.usual_kind, status


class TransportError(ArxivError):
    """
    No answer came, or a refusal that may pass.
    """


class BudgetError(TransportError):
    """
    The request was not made: the run's time is over, or arXiv answers nobody.
    """

    usual_kind = FailureKind.NO_TIME


class AnswerError(ArxivError):
    """
    An answer came that is not whole, or in which arXiv reports an error, such as a wrong query.
    """

    usual_kind = FailureKind.NOT_WHOLE


class ProjectError(GeneratorError):
    """
    No run can begin: another run is using the project at *path*, or *path* cannot be written.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(str(path), reason)
        self.path = path


class StoreError(GeneratorError):
    """
    The file or folder of the store at *path* cannot be read or written; it keeps its content.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(str(path), reason)
        self.path = path


class BuildError(GeneratorError):
    """
    One *step* of building the site, such as ``render`` or ``mkdocs``, has failed.
    """

    def __init__(self, step: str, reason: str) -> None:
        super().__init__(step, reason)
        self.step = step


def _without_secrets(text: str) -> str:
    return _USER.sub(r"\1", _QUERY.sub("", text))
