"""
Feeds the readers of foreign bytes with what nobody thought of: ``fuzzing.py SECONDS``.

All targets run side by side, each from a seed corpus made of our own sample. atheris (libFuzzer)
learns from what the code does with its input; where it is not installed, hypothesis tries the
same more slowly. An input that breaks a promise ends the run and is printed.
"""

import contextlib
import importlib.util
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from msgspec.structs import replace

from generator.errors import FailureKind

sys.path.insert(0, str(Path(__file__).parents[1]))
from programs.keeper import SAMPLE
from samples.paper_lines import read_papers
from servers import oai_records
from servers.answer_damage import damaged, mistake
from servers.arxiv_atom import error_feed, feed

# Whoever only starts the others need not be instrumented.
INSTRUMENTED = len(sys.argv) > 2 and importlib.util.find_spec("atheris") is not None
if INSTRUMENTED:
    import atheris  # type: ignore[import-untyped]  # the package has no types

    found = atheris.instrument_imports(include=["generator"])
else:
    found = contextlib.nullcontext()
with found:
    from arxiv import _feed  # type: ignore[import-untyped]  # the package has no type marker

    from generator.arxiv_api.answer_check import PageRequest, checked_answer, error_reason
    from generator.arxiv_api.author_line import names
    from generator.arxiv_api.oai_pmh import changes
    from generator.arxiv_api.query_api import paper_of
    from generator.errors import StoreError
    from generator.papers.announcement import Announcement, Record
    from generator.papers.freshness import Freshness
    from generator.papers.paper import Paper
    from generator.store import Store

ASKED = PageRequest(start=0, size=3, sort_by="updated")
DAY = read_papers(SAMPLE)[0].updated.date()
NOW = datetime(DAY.year, DAY.month, DAY.day, 6, tzinfo=UTC)
# Papers with every field that a paper can have.
WHOLE = [
    replace(one, comment="4 pages", doi="10.1/w", journal_ref="J 1")
    for one in read_papers(SAMPLE)[:3]
]
ANSWER = feed(WHOLE, asked="ti:a", total=3, start=0, size=3)
PAGE = oai_records.list_records(
    [oai_records.Change(DAY, one) for one in WHOLE], asked={}, now=NOW, token=None
)
AUTHORS = [name for one in read_papers(SAMPLE) for name in one.authors]
# What the package raises for bytes that it does not expect. QueryApi makes an AnswerError of each.
FOREIGN = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError)


def read_answer(octets: bytes) -> None:
    """
    An answer raises ValueError or gives papers that the store gives back unchanged.
    """
    error_reason(octets)
    with contextlib.suppress(ValueError):
        _keep(_answered(octets)[0])


def read_changes(octets: bytes) -> None:
    """
    A page of OAI-PMH raises ValueError or gives papers that the store gives back unchanged.
    """
    try:
        page = changes(octets)
    except ValueError:
        return
    _keep(page.papers if page else ())


def read_damage(octets: bytes) -> None:
    """
    A right answer that is damaged by rule gives no paper that differs, unless no program could
    tell: the input chooses the damage.
    """
    chance = Random(octets)
    for right, read in ((ANSWER, _answered), (PAGE, _changed)):
        damage = damaged(right, chance)
        found = mistake(damage, read(right)[0], read)
        assert found is None, f"{damage.rule} in entry {damage.entry}: {found}\n{damage.body!r}"


def read_author_line(octets: bytes) -> None:
    """
    Any line of authors is refused or gives names without blanks too many, and known names come back
    from any line that they are joined to, with affiliations inside of affiliations.
    """
    with contextlib.suppress(ValueError):
        found = names(octets.decode("utf-8", "replace"))
        assert all(one and one == " ".join(one.split()) for one in found)
    chance = Random(octets)
    written = [chance.choice(AUTHORS) for _ in range(chance.randint(1, 9))]
    between = (", ", " and ", ", and ", ",")
    line = written[0] + _affiliation(chance)
    for name in written[1:]:
        line += chance.choice(between) + name + _affiliation(chance)
    assert tuple(written) == names(line), line


def _affiliation(chance: Random, depth: int = 0) -> str:
    if depth > 5 or chance.random() < 1 / 3:
        return chance.choice(("", " "))
    inner = (chance.choice(("1", "2 and 3", "Inst., Town", ":", "Jr")) for _ in range(2))
    return f" ({''.join(_affiliation(chance, depth + 1) + one for one in inner)})"


def read_papers_file(octets: bytes) -> None:
    """
    A file of papers raises StoreError, and keeps its bytes, or is read.
    """
    with tempfile.TemporaryDirectory(dir=_memory()) as folder:
        path = Path(folder) / "papers" / "2512.jsonl"
        path.parent.mkdir()
        path.write_bytes(octets)
        with contextlib.suppress(StoreError):
            Store(Path(folder)).records()
        assert octets == path.read_bytes()


def read_status_file(octets: bytes) -> None:
    """
    The same for the freshness.
    """
    with tempfile.TemporaryDirectory(dir=_memory()) as folder:
        path = Path(folder) / "status.json"
        path.write_bytes(octets)
        with contextlib.suppress(StoreError):
            Store(Path(folder)).freshness()
        assert octets == path.read_bytes()


TARGETS: dict[str, Callable[[bytes], None]] = {
    "answer": read_answer,
    "changes": read_changes,
    "damage": read_damage,
    "authors": read_author_line,
    "papers": read_papers_file,
    "status": read_status_file,
}


def seeds(target: str) -> list[bytes]:
    """
    Right inputs of a *target*, from which wrong ones are made.
    """
    papers = read_papers(SAMPLE)
    if target == "damage":
        return [bytes([number]) for number in range(9)]
    if target == "authors":
        return [", ".join(one.authors).encode() for one in papers]
    if target == "answer":
        pages = [papers[place : place + 3] for place in range(0, 15, 3)]
        made = [feed(page, asked="ti:a", total=3, start=0, size=3) for page in pages]
        return [*made, error_feed("bad query")]
    if target == "changes":
        return [*_change_pages(papers), oai_records.error("badArgument", "bad", now=NOW)]
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        known = {one.arxiv_id.base: Record(one, {"all": Announcement(DAY)}) for one in papers[:9]}
        store.remember(known, known)
        store.write_freshness(
            {"a": Freshness(query="ti:a").failed(papers[0].updated, FailureKind.TLS)}
        )
        pattern = "status.json" if target == "status" else "papers/*.jsonl"
        return [path.read_bytes() for path in sorted(Path(folder).glob(pattern))]


def _change_pages(papers: Iterable[Paper]) -> list[bytes]:
    """
    A page that others follow, the last one of several, an only one, and one of deleted papers.
    """
    some = [oai_records.Change(DAY, one) for one in papers]
    pages = ((some[:3], "verb=ListRecords&skip=3"), (some[3:6], ""), (some[6:9], None))
    deleted = [oai_records.Change(DAY, some[9].paper, deleted=True)]
    return [
        oai_records.list_records(page, asked={}, now=NOW, token=token)
        for page, token in (*pages, (deleted, None))
    ]


def fuzz(target: str, seconds: int) -> None:
    """
    Try a *target* for so many *seconds*; what is found raises.
    """
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(seeds(target)):
            (Path(folder) / f"seed{number}").write_bytes(seed)
        if INSTRUMENTED:
            limits = [f"-max_total_time={seconds}", "-max_len=30000", "-timeout=20", "-verbosity=0"]
            quiet = ["-print_final_stats=1", f"-artifact_prefix={tempfile.gettempdir()}/"]
            atheris.Setup([sys.argv[0], *limits, *quiet, folder], TARGETS[target])
            atheris.Fuzz()
        else:
            _by_hypothesis(target, seconds)


def _by_hypothesis(target: str, seconds: int) -> None:
    from hypothesis import given, settings  # noqa: PLC0415 - only where atheris is missing
    from hypothesis import strategies as st  # noqa: PLC0415 - the same

    whole, end, tried = seeds(target), time.monotonic() + seconds, 0
    damage = st.tuples(st.integers(0, 30_000), st.integers(0, 60), st.binary(max_size=60))

    @settings(max_examples=200, deadline=None, database=None)
    @given(st.sampled_from(whole), st.lists(damage, max_size=4))
    def attempt(octets: bytes, changes: list[tuple[int, int, bytes]]) -> None:
        nonlocal tried
        tried += 1
        for place, length, new in changes:
            octets = octets[:place] + new + octets[place + length :]
        TARGETS[target](octets)

    while time.monotonic() < end:
        attempt()
    print(f"stat::number_of_executed_units: {tried}")  # noqa: T201 - the figure asked for


def _answered(octets: bytes) -> tuple[list[Paper], int]:
    answer = checked_answer(octets, ASKED)
    papers, left_out = [], len(answer.dropped)
    with contextlib.suppress(*FOREIGN):
        for entry in _feed.parse(answer.body).results:
            try:
                papers.append(paper_of(entry))
            except ValueError:
                left_out += 1
    return papers, left_out


def _changed(octets: bytes) -> tuple[list[Paper], int]:
    page = changes(octets)
    return (list(page.papers), len(page.dropped)) if page else ([], 0)


def _keep(papers: Iterable[Paper]) -> None:
    with tempfile.TemporaryDirectory(dir=_memory()) as folder:
        store = Store(Path(folder))
        known = {one.arxiv_id.base: Record(one, {"all": Announcement(DAY)}) for one in papers}
        store.remember(known, known)
        assert known == store.records()


def _memory() -> str | None:
    # Where the machine has files in memory: a write to disk takes longer than all the reading.
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - the same


def main() -> None:
    """
    Try all targets side by side, or the one that is named, and say how often each was.
    """
    seconds, *named = sys.argv[1:]
    if named:
        fuzz(named[0], int(seconds))
        return
    runs = {
        target: subprocess.Popen(
            [sys.executable, __file__, seconds, target],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        for target in TARGETS
    }
    outputs = {target: run.communicate()[0] for target, run in runs.items()}
    for target, output in outputs.items():
        counts = [line for line in output.splitlines() if "number_of_executed_units" in line]
        print(f"{target}: {' '.join(counts).rpartition(' ')[2]} inputs")  # noqa: T201 - for people
        if runs[target].returncode:
            print(output)  # noqa: T201 - what was found
    sys.exit(max(run.returncode != 0 for run in runs.values()))


if __name__ == "__main__":
    main()
