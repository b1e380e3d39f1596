"""
Everything that can go wrong on purpose, and the exit code that each error means.

================================  ====  ==========================================================
error                             exit  meaning
================================  ====  ==========================================================
``GeneratorError``                   3  the base of all errors below; nothing could be done
``ConfigError(where, reason)``       2  what the keeper wrote is wrong; only the keeper can act
``ArxivError(url, reason)``          3  one request to arXiv gave no usable answer
``+ TransportError``                 3  there was no answer, or a refusal that may pass
``  ~ BudgetError``                  3  the request was not made: the run's time was over
``+ AnswerError``                    3  an answer came that does not prove itself whole
``ProjectError(path, reason)``       3  another run is at work in the folder, or none can be
``StoreError(path, reason)``         3  a store file is unreadable; nothing is overwritten
``BuildError(step, reason)``         3  a program that builds the site has failed
================================  ====  ==========================================================

A fetch catches the ``ArxivError`` of one keyword, so that the other keywords are still fetched: the
run then ends with 1 if some keywords failed, and with 3 if all of them failed.
"""

import re
from enum import IntEnum
from pathlib import Path
from typing import ClassVar


class ExitCode(IntEnum):
    """
    What a command returns to the shell. Scripts rely on these numbers: they never change.
    """

    ALL_WELL = 0
    # Some keywords failed and the rest was published; or somebody has to look.
    SOME_FAILED = 1
    WRONG_CONFIG = 2
    NOTHING_DONE = 3
    # 128 + SIGINT, as shells have it.
    INTERRUPTED = 130


_LONGEST = 500

# Greedy: a password may hold signs that do not belong in an address.
_USER = re.compile(r"(\w+://)\S*@")

_QUERY = re.compile(r"\?\S*=\S*")


class GeneratorError(Exception):
    """
    The base of all errors of this program: prints as ``where: why``.

    *exit_code* is what a command returns if nobody catches the error.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.NOTHING_DONE

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.reason = reason


class ConfigError(GeneratorError):
    """
    The configuration is wrong at *where* (``keywords.yaml:7``); *reason* says what to write.
    """

    exit_code = ExitCode.WRONG_CONFIG

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(where, reason)
        self.where = where


class ArxivError(GeneratorError):
    """
    One request to arXiv, at *url*, gave no usable answer.

    Messages are published on the status page: *url* loses its query, which the keyword tells, and
    any user name and password, and so does every address in *reason*. That may quote an answer
    and is cut where it is long.
    """

    def __init__(self, url: str, reason: str) -> None:
        self.url = _published(url.partition("?")[0])
        reason = _published(reason)
        super().__init__(self.url, reason if len(reason) <= _LONGEST else f"{reason[:_LONGEST]} …")


class TransportError(ArxivError):
    """
    No answer at all, or a refusal that may pass.
    """


class BudgetError(TransportError):
    """
    The run could not make this request any more: its time was over, or arXiv refuses them all.
    """


class AnswerError(ArxivError):
    """
    An answer that does not prove itself whole, or that says the query is wrong.
    """


class ProjectError(GeneratorError):
    """
    No run can begin at *path*: another one is at work, or the folder cannot be written.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(str(path), reason)
        self.path = path


class StoreError(GeneratorError):
    """
    The store file at *path* cannot be read or written; it was left untouched.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(str(path), reason)
        self.path = path


class BuildError(GeneratorError):
    """
    A program that builds the site, named by *step*, has failed.
    """

    def __init__(self, step: str, reason: str) -> None:
        super().__init__(step, reason)
        self.step = step


def _published(text: str) -> str:
    return _USER.sub(r"\1", _QUERY.sub("", text))
