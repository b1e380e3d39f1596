import pytest
from servers.arxiv_asking import FakeTime

from generator.arxiv_api.pace import Pace, RequestPolicy
from generator.errors import TransportError

URL = "https://export.arxiv.org/api/query"


def paced(time: FakeTime, jitter: float = 0.0, **limits: float) -> Pace:
    policy = RequestPolicy(**limits)  # type: ignore[arg-type]  # only the float ones
    return Pace(policy, clock=time.clock, sleep=time.sleep, jitter=lambda: jitter)


def test_the_first_request_does_not_wait() -> None:
    """
    Nothing was asked before.
    """
    time = FakeTime()

    with paced(time).turn(URL):
        pass

    assert [] == time.slept


def test_the_pause_runs_from_the_end_of_a_request() -> None:
    """
    A request that took ten seconds may have reached arXiv at the last moment.
    """
    time = FakeTime()
    pace = paced(time)
    with pace.turn(URL):
        time.now += 10

    with pace.turn(URL):
        pass

    assert [3] == time.slept
    assert 2 == pace.requests


def test_time_that_passed_anyway_is_not_waited_again() -> None:
    """
    A run that was busy for two seconds waits for one.
    """
    time = FakeTime()
    pace = paced(time)
    with pace.turn(URL):
        pass
    time.now += 2

    with pace.turn(URL):
        pass

    assert [1] == time.slept


def test_a_request_that_fails_is_followed_by_a_pause() -> None:
    """
    Also one that failed at once.
    """
    time = FakeTime()
    pace = paced(time)
    with pytest.raises(OSError, match="refused"), pace.turn(URL):
        raise OSError("refused")

    with pace.turn(URL):
        pass

    assert [3] == time.slept


@pytest.mark.parametrize(
    ("tries", "weight", "asked_for", "seconds"),
    [
        (1, 1, None, 9),
        (2, 1, None, 18),
        (3, 1, None, 36),
        (1, 5, None, 45),
        (1, 5, 60, 60),
        (3, 1, 0, 3),
    ],
)
def test_a_rest_grows_unless_arxiv_says_how_long(
    tries: int, weight: float, asked_for: float | None, seconds: float
) -> None:
    """
    Twice as long each time, and half of that again by chance; Retry-After is obeyed to the
    second, but never below the ordinary pause.
    """
    time = FakeTime()
    pace = paced(time, jitter=0.5)
    with pace.turn(URL):
        pass
    pace.delay("HTTP 503", tries=tries, weight=weight, asked_for=asked_for)

    with pace.turn(URL):
        pass

    assert [seconds] == time.slept


def test_every_wait_is_told_with_its_reason() -> None:
    """
    Whoever watches sees why nothing happens.
    """
    time = FakeTime()
    told: list[tuple[float, str]] = []
    pace = Pace(
        RequestPolicy(),
        clock=time.clock,
        sleep=time.sleep,
        jitter=lambda: 0.0,
        on_wait=lambda seconds, reason: told.append((seconds, reason)),
    )
    with pace.turn(URL):
        pass
    pace.delay("HTTP 429", tries=1, weight=1, asked_for=None)

    for _ in range(2):
        with pace.turn(URL):
            pass

    assert [(6, "HTTP 429"), (3, "arXiv asks for a pause between requests")] == told


def test_no_wait_goes_beyond_the_budget() -> None:
    """
    Instead of sleeping through the rest of the run, the request fails, and so do later ones.
    """
    time = FakeTime()
    pace = paced(time, budget=60)
    with pace.turn(URL):
        time.now += 10
    pace.delay("HTTP 429", tries=1, weight=1, asked_for=3600)

    for _ in range(2):
        with pytest.raises(TransportError) as raised, pace.turn(URL):
            pass

        assert raised.value.reason == (
            "HTTP 429; the next request is due in 3600 s,"
            " but of the time for all requests (60 s) 50 s are left"
        )
    assert [] == time.slept
    assert 1 == pace.requests


def test_a_request_may_not_outlast_the_run() -> None:
    """
    Its deadline is the budget's end where that comes first.
    """
    time = FakeTime()
    pace = paced(time, deadline=120, budget=200)

    with pace.turn(URL):
        assert 120 == pace.left()
        time.now += 110
        assert 10 == pace.left()
    with pace.turn(URL):
        assert 87 == pace.left()
    time.now += 100
    with pytest.raises(TransportError, match="0 s are left"), pace.turn(URL):
        pass
