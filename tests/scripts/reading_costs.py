"""
What reading one answer costs, for answers that are made to be expensive.

    reading_costs.py                    # all attacks, with 0.29, 3.9, 9.5 and 23 MB: half an hour
    reading_costs.py --every 20         # every 20th attack
    reading_costs.py --size 23 -- "("   # what is repeated, or the name of an attack

Each answer is read in a process of its own, which is killed after 10 s of the processor, or once it
needs 400 MB more than before. The script prints what the most expensive answers cost, and ends
with 1 if a process was killed. ``attacks_on_reading.py`` does the same with the whole program.
"""

import argparse
import os
import resource
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]
from arxiv import _feed  # type: ignore[import-untyped]  # the package has no type marker
from msgspec import Struct
from servers.arxiv_faults import Reply
from servers.expensive_answers import DELIVERIES, SIZE, SIZES, Attack, attacks

from generator.arxiv_api import RequestPolicy
from generator.arxiv_api.answer_check import PageRequest, checked_answer
from generator.arxiv_api.oai_pmh import changes
from generator.arxiv_api.query_api import paper_of

SECONDS, BYTES = 10, 400_000_000

REQUEST = PageRequest(start=0, size=SIZE, sort_by="updated")

OUTCOMES = {0: "read", 2: "refused", 3: "given up as the program does"}


class TooLongError(Exception):
    """
    Reading took longer than the program allows.
    """


class Reading(Struct, frozen=True):
    """
    What reading one answer cost.
    """

    seconds: float
    """The time for which it kept the processor busy."""
    megabytes: float
    """The most memory that its process had."""
    exit_code: int
    """A key of OUTCOMES, or something else if the process failed or was killed."""


def reading(attack: Attack, size: int) -> Reading:
    """
    What reading the answer of *attack* with *size* bytes costs.
    """
    body = attack.fault(size)(Reply(path="", headers={}, body=b"")).body
    child = os.fork()
    if child == 0:
        os._exit(_limited(lambda: _read(attack, body)))
    _, status, usage = os.wait4(child, 0)
    seconds, code = usage.ru_utime + usage.ru_stime, os.waitstatus_to_exitcode(status)
    return Reading(seconds, usage.ru_maxrss / 1024, code)


def _limited(task: Callable[[], None]) -> int:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    most = pages * resource.getpagesize() + BYTES
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        task()
    except ValueError:
        return 2
    except TooLongError:
        return 3
    except MemoryError:
        return 1
    return 0


def _read(attack: Attack, body: bytes) -> None:
    end = time.process_time() + RequestPolicy().reading

    def check() -> None:
        if time.process_time() > end:
            raise TooLongError

    if attack.oai:
        changes(body, check=check)
        return
    for entry in _feed.parse(checked_answer(body, REQUEST, check).body).results:
        check()
        with suppress(ValueError):
            paper_of(entry)


def main() -> None:
    """
    Read the answers that the arguments name.
    """
    parser = argparse.ArgumentParser(description="What reading expensive answers costs.")
    parser.add_argument("attack", nargs="*", help="the name of an attack, or what is repeated")
    parser.add_argument("--size", type=float, nargs="*", default=SIZES, help="megabytes")
    parser.add_argument("--every", type=int, default=1, help="only each so many-th attack")
    words = parser.parse_args()
    in_xml = [one for one in attacks() if one.name not in DELIVERIES]
    chosen = [one for one in in_xml if one.name in words.attack or not words.attack]
    tried = [
        (attack, size, reading(attack, int(size * 1e6)))
        for size in words.size
        for attack in chosen[:: words.every]
    ]
    for attack, size, cost in sorted(tried, key=lambda one: -one[2].seconds)[:5]:
        place = f"{'oai' if attack.oai else 'api'} {attack.field} {attack.name!a:.24}"
        outcome = OUTCOMES.get(cost.exit_code, "KILLED")
        print(f"{size} MB {place}: {cost.seconds:.1f} s, {cost.megabytes:.0f} MB, {outcome}")  # noqa: T201 - for people
    most = max(cost.megabytes for _, _, cost in tried)
    print(f"{len(tried)} answers, {most:.0f} MB at the most")  # noqa: T201 - for people
    sys.exit(any(cost.exit_code not in OUTCOMES for _, _, cost in tried))


if __name__ == "__main__":
    main()
