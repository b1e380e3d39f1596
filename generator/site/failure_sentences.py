"""
What the site says about a failed fetch: one sentence of its own for each kind of failure.
"""

from generator.errors import FailureKind
from generator.text.language import ENGLISH, Language


def failure_sentence(
    kind: FailureKind, status: int | None = None, language: Language = ENGLISH
) -> str:
    """
    Return the sentence for a failure of this *kind*, with the HTTP *status* of the answer, if any.
    """
    _ = language.gettext
    if kind == FailureKind.REFUSED and status is not None:
        return _("arXiv refused the request with HTTP status %(status)s.", status=status)
    if kind == FailureKind.REPORTED and status is not None:
        return _("arXiv answered with an error message and HTTP status %(status)s.", status=status)
    return _sentences(language)[kind]


def _sentences(language: Language) -> dict[FailureKind, str]:
    _, kinds = language.gettext, FailureKind
    return {
        kinds.NO_CONNECTION: _("There was no connection to arXiv."),
        kinds.NAME_NOT_FOUND: _("The network did not find arXiv’s server by its name."),
        kinds.TLS: _("The encrypted connection to arXiv failed."),
        kinds.PROXY: _("The network’s proxy gave no connection to arXiv."),
        kinds.TIME_OUT: _("arXiv did not answer in time."),
        kinds.BROKEN_OFF: _("The connection to arXiv broke off."),
        kinds.REFUSED: _("arXiv refused the request."),
        kinds.REPORTED: _("arXiv answered with an error message."),
        kinds.REDIRECTED: _("The answer led to an address outside arXiv, or nowhere."),
        kinds.TOO_LARGE: _("The answer was too large."),
        kinds.NOT_XML: _("The answer was a page or a text, and not in arXiv’s format."),
        kinds.NOT_WHOLE: _("The answer was not whole, or not the answer to this request."),
        kinds.UNREADABLE: _("No paper of the answer could be read."),
        kinds.IMPLAUSIBLE: _("Papers that arXiv has were missing in the answer."),
        kinds.TOO_MANY: _("More papers match than arXiv gives out."),
        kinds.NO_TIME: _("Not asked: the time for all requests of the run was over."),
        kinds.OUTAGE: _("Not asked: arXiv did not answer the questions before this one."),
        kinds.OTHER: _("arXiv gave no usable answer."),
    }
