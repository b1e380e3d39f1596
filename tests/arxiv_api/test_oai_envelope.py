"""
Requests that answers of OAI-PMH name, and arXiv's own way to name them.
"""

from datetime import UTC, date, datetime

import pytest
from samples.making import make_paper
from servers import oai_records
from servers.oai_records import Change

from generator.arxiv_api.oai_pmh import changes
from generator.arxiv_api.result_page import Changes

NOW = datetime(2025, 12, 19, 6, tzinfo=UTC)

ASKED = {"verb": "ListRecords", "metadataPrefix": "arXivRaw", "from": "2025-12-10"}

IN_CS = {**ASKED, "set": "cs"}

RESUMED = {"verb": "ListRecords", "resumptionToken": "a token"}


def page(named: dict[str, str], asked: dict[str, str], *, token: str | None = None) -> Changes:
    """
    What is read of an answer to *asked* that names another request, *named*.
    """
    change = Change(date(2025, 12, 18), make_paper("2512.10000"))
    body = oai_records.list_records([change], asked=named, now=NOW, token=token)
    found = changes(body, asked)
    assert found
    return found


@pytest.mark.parametrize(
    ("named", "asked", "token"),
    [
        (ASKED, ASKED, None),
        (IN_CS, IN_CS, ""),
        ({}, IN_CS, None),
        (RESUMED, RESUMED, ""),
        # arXiv's server names the day with which the next page begins instead of the asked one.
        ({**IN_CS, "from": "2025-12-18"}, IN_CS, "another"),
        ({**IN_CS, "from": "2025-12-19"}, IN_CS, "another"),
        ({**IN_CS, **RESUMED, "from": "2025-12-18"}, RESUMED, "another"),
    ],
)
def test_a_request_as_arxiv_names_it_is_believed(
    named: dict[str, str], asked: dict[str, str], token: str | None
) -> None:
    """
    In full, or not at all, with the token alone, or with the day that comes next.
    """
    assert 1 == len(page(named, asked, token=token).papers)


@pytest.mark.parametrize(
    ("named", "asked", "token", "reason"),
    [
        (ASKED, IN_CS, None, "set is nothing where 'cs' was asked for"),
        (IN_CS, ASKED, None, "set is 'cs' where nothing was asked for"),
        ({**IN_CS, "set": "cs:cs:CV"}, IN_CS, None, "set is 'cs:cs:CV' where 'cs'"),
        ({**ASKED, "from": "2025-12-18"}, ASKED, None, "from is '2025-12-18' where"),
        ({**ASKED, "from": "2025-12-17"}, ASKED, "another", "from is '2025-12-17' where"),
        ({**ASKED, "from": "2025-12-01"}, ASKED, "another", "from is '2025-12-01' where"),
        ({**ASKED, "until": "2025-12-18"}, ASKED, None, "until is '2025-12-18' where nothing"),
        ({**ASKED, "verb": "GetRecord"}, ASKED, None, "verb is 'GetRecord' where 'ListRecords'"),
        ({**RESUMED, "metadataPrefix": "oai_dc"}, RESUMED, "", "metadataPrefix is 'oai_dc' where"),
        (
            {**RESUMED, "resumptionToken": "b"},
            RESUMED,
            "",
            "resumptionToken is 'b' where 'a token'",
        ),
        (
            {**ASKED, **RESUMED},
            ASKED,
            None,
            "resumptionToken is 'a token' where nothing was asked for",
        ),
    ],
)
def test_another_request_is_named_in_the_reason(
    named: dict[str, str], asked: dict[str, str], token: str | None, reason: str
) -> None:
    """
    The answer to it lacks papers that were asked for.
    """
    with pytest.raises(ValueError, match=f"belongs to another question: .*{reason}"):
        page(named, asked, token=token)


def test_a_record_behind_the_token_has_no_place() -> None:
    """
    The token ends a page; what stands behind it belongs to no list.
    """
    body = oai_records.list_records(
        [Change(date(2025, 12, 18), make_paper("2512.10000"))], asked={}, now=NOW, token=""
    )
    record = body[body.index(b"<record>") : body.index(b"</record>") + len(b"</record>")]
    moved = body.replace(record, b"").replace(b"<resumptionToken/>", b"<resumptionToken/>" + record)

    with pytest.raises(ValueError, match="has records behind its resumption token"):
        changes(moved)
