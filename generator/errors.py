"""
Everything that can go wrong on purpose.

* GeneratorError
  - ConfigError(where, reason)     the keeper must act
  - ArxivError(url, reason)        one request gave no usable answer
    + TransportError               none at all, or a refusal that may pass
      ~ BudgetError                not even asked for: the time of the run was over
    + AnswerError                  one that does not prove itself whole
  - ProjectError(path, reason)     another run is at work there, or none can be
  - StoreError(path, reason)       unreadable; nothing is overwritten
  - BuildError(step, reason)       a program that builds the site has failed
"""

import re
from pathlib import Path

_LONGEST = 500
# Greedy: a password may hold signs that do not belong in an address.
_USER = re.compile(r"(\w+://)\S*@")
_QUERY = re.compile(r"\?\S*=\S*")


class GeneratorError(Exception):
    """
    The base of all: prints as ``where: why``.
    """

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.reason = reason


class ConfigError(GeneratorError):
    """
    The configuration is wrong at *where* (``keywords.yaml:7``); *reason* says what to write.
    """

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
