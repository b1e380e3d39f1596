"""
arXiv's bulk interface, OAI-PMH: all that changed since a day, page by page.
"""

from datetime import date

import requests
from msgspec.structs import replace
from urllib3.exceptions import HTTPError

from generator.arxiv_api.access import Access
from generator.arxiv_api.change_page import Changes
from generator.arxiv_api.oai_answer import changes
from generator.arxiv_api.pace import Pace
from generator.arxiv_api.transport import Transport
from generator.errors import ArxivError, TransportError

_ACCEPT = "application/xml, text/xml;q=0.9"


class Harvest:
    """
    Fetches pages from *oai_url*, at *pace*, in the name of *agent*.
    """

    def __init__(
        self,
        oai_url: str,
        *,
        agent: str,
        pace: Pace,
        access: Access = Access(),  # noqa: B008 - immutable
    ) -> None:
        self._url = oai_url
        self._page: Changes | None = None
        # A page is made when it is asked for, and nothing is heard until it is ready.
        patient = replace(pace.manners, read_timeout=pace.manners.deadline)
        # Its answers are of one type: what the keeper says to accept is about the query API.
        asked = {one: text for one, text in access.headers.items() if one.lower() != "accept"}
        transport = Transport(
            self._read,
            agent=agent,
            pace=pace,
            manners=patient,
            accept=_ACCEPT,
            access=Access(asked, access.key),
        )
        self._session = requests.Session()
        transport.equip(self._session, oai_url)

    def first(self, since: date, subset: str | None) -> Changes:
        """
        What changed on the day *since* or later, in all of arXiv or in a *subset* of OAI-PMH.
        """
        words = {"metadataPrefix": "arXivRaw", "from": since.isoformat()}
        if subset:
            words["set"] = subset
        page = self._asked(words)
        if page is None:
            raise TransportError(self._url, "arXiv speaks of a token where there was none")
        return page

    def next(self, token: str) -> Changes | None:
        """
        The page that *token* asks for; None where arXiv does not take it any more.
        """
        return self._asked({"resumptionToken": token})

    def _asked(self, words: dict[str, str]) -> Changes | None:
        try:
            self._session.get(self._url, params={"verb": "ListRecords"} | words)
        except ArxivError:
            raise
        except (OSError, ValueError, HTTPError) as exc:
            # What requests says of an address that is none, or of a proxy.
            raise TransportError(self._url, f"{type(exc).__name__}: {exc}") from exc
        return self._page

    def _read(self, _: str, body: bytes) -> bytes:
        self._page = changes(body)
        return b""
