"""
Headers and the key that arXiv gave: where they go, and where they never do.
"""

from collections.abc import Callable

import pytest
import requests
from servers.arxiv_asking import FakeTime, asked, windmills
from servers.arxiv_faults import Fault, headed, redirect, refuse, report, say
from servers.arxiv_server import ArxivServer

from generator.arxiv_api import Credentials, Key, RequestPolicy
from generator.arxiv_api.client import ArxivApi
from generator.errors import ArxivError

SECRET = "s3cret/key+of=ours"  # noqa: S105 - nobody's

HEADER = Key("header", "X-Api-Key", SECRET, "Bearer")

PARAMETER = Key("parameter", "api_key", SECRET)

HOME = "https://export.arxiv.org/api/query"


def asking(server: ArxivServer, key: Key | None, **headers: str) -> tuple[ArxivApi, list[str]]:
    """
    Who asks with this *key*, and the reasons for which it waits.
    """
    time, reasons = FakeTime(), list[str]()
    api = ArxivApi(
        server.url,
        agent="daily-papers/test",
        credentials=Credentials(headers, key),
        policy=RequestPolicy(attempts=2, incomplete_attempts=2),
        clock=time.clock,
        sleep=time.sleep,
        jitter=lambda: 0.0,
        on_wait=lambda _, reason: reasons.append(reason),
    )
    return api, reasons


def sent(url: str, key: Key | None, home: str | None = HOME) -> requests.PreparedRequest:
    """
    A request for *url* as it goes out.
    """
    request = requests.Request("GET", url, headers={"Accept": "text/xml"}).prepare()
    return Credentials({}, key).with_key(request, home)


def test_headers_and_key_are_in_every_request() -> None:
    """
    Also in one that follows a redirect or repeats another; the keeper's headers replace ours.
    """
    with ArxivServer(windmills(3)) as server:
        server.fail(redirect("/moved"))
        server.fail(refuse(503))
        api, _ = asking(server, HEADER, Accept="text/xml", X_Contact="zoe")

        assert 3 == len(asked(api, size=2))

    assert 4 <= len(server.requests)
    for request in server.requests:
        assert f"Bearer {SECRET}" == request.headers["x-api-key"]
        assert ("text/xml", "zoe") == (request.headers["accept"], request.headers["x_contact"])


def test_a_parameter_carries_the_key_once() -> None:
    """
    Also where a redirect repeats the address with the key in it.
    """
    with ArxivServer(windmills(1)) as server:
        server.fail(redirect("/moved"))
        api, _ = asking(server, PARAMETER)

        assert 1 == len(asked(api))

    assert 2 == len(server.requests)
    for request in server.requests:
        assert SECRET == request.parameters["api_key"]
        assert 1 == request.path.count("api_key=")


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/api/query?start=0",
        "https://export.arxiv.org:8443/api/query",
        "http://export.arxiv.org/api/query",
        "https://export.arxiv.org@example.org/",
        "https://example.org/export.arxiv.org",
    ],
)
@pytest.mark.parametrize("key", [HEADER, PARAMETER])
def test_no_other_host_sees_the_key(url: str, key: Key) -> None:
    """
    Nor another port, nor the same host without encryption.
    """
    request = sent(url, key)

    assert SECRET not in str(request.headers)
    assert "key" not in str(request.url)


def test_the_right_host_sees_it() -> None:
    """
    Whatever its path and letters; without a key or a home, nobody sees anything.
    """
    assert "s3cret%2Fkey%2Bof%3Dours" in str(sent(f"{HOME}?start=0", PARAMETER).url)
    assert f"Bearer {SECRET}" == sent("https://EXPORT.arxiv.org/oai", HEADER).headers["X-Api-Key"]
    assert "key" not in str(sent(HOME, None).url)
    assert "key" not in str(sent(HOME, PARAMETER, None).url)


def test_a_redirect_is_followed_without_the_key_it_repeats() -> None:
    """
    All other words of its query stay.
    """
    url = "https://arxiv.org/api/query?start=0&api_key=1&id_list="

    assert "https://arxiv.org/api/query?start=0&id_list=" == Credentials({}, PARAMETER).without_key(
        url
    )
    assert url == Credentials({}, HEADER).without_key(url)
    assert url == Credentials().without_key(url)


REPEATING: dict[str, Callable[[str], Fault]] = {
    "refusal in text": lambda said: refuse(403, f"no such key {said}"),
    "refusal that may pass": lambda said: refuse(503, f"throttled: {said}"),
    "error entry": lambda said: report(f"bad key {said}", status=400),
    "HTML": lambda said: say(f"<p>{said}".encode(), "text/html"),
    "content type": lambda said: headed(Content_Type=f"text/{said}"),
    "redirect": lambda said: redirect(f"http://example.org/{said}"),
}


@pytest.mark.parametrize("key", [HEADER, PARAMETER])
@pytest.mark.parametrize("form", [SECRET, "s3cret%2Fkey%2Bof%3Dours", "s3cret/key%2Bof%3Dours"])
@pytest.mark.parametrize("repeating", REPEATING.values(), ids=REPEATING)
def test_what_repeats_the_key_does_not_tell_it(
    repeating: Callable[[str], Fault], form: str, key: Key
) -> None:
    """
    Errors become public on the status page, reasons to wait are shown in logs.
    """
    with ArxivServer(windmills(1)) as server:
        server.fail(repeating(form), times=9)
        api, reasons = asking(server, key)

        with pytest.raises(ArxivError) as caught:
            asked(api)

    told = [str(caught.value), caught.value.url, *reasons]
    assert not [one for one in told if form.lower() in one.lower()]


def test_a_key_prints_without_its_value() -> None:
    """
    Wherever one is printed by mistake.
    """
    assert "Key('header', 'X-Api-Key')" in repr(Credentials({}, HEADER))
    assert SECRET not in repr(Credentials({}, HEADER))
