"""
Real titles, abstracts, comments and authors: what reading them costs, and what is found in them.

python benchmarks/texts.py [PAPERS]; reads real metadata in ../shared/corpus.
"""

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from html import unescape
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar
from xml.etree import ElementTree as ET

from measuring import ROOT, timed
from msgspec.structs import replace
from table import MissingError, Row, Topic, allowed

from generator.papers import remarks
from generator.papers.authors import author_names
from generator.papers.paper import ArxivId, Paper
from generator.papers.remarks.sentences import sentences
from generator.site.author_name import name_of
from generator.text import tex

CORPUS = ROOT.parent / "shared" / "corpus"

JUDGED = ROOT / "tests" / "data" / "remarks" / "key_sentences_of_corpus.tsv"

# The share of abstracts, in percent, that may show TeX.
SHOWN = 0.55

# So many sources are listed on standard error, the most frequent first.
LISTED = 40

S = TypeVar("S")
T = TypeVar("T")

_SOURCE = re.compile(r'<code class="tex">(.*?)</code>', re.DOTALL)


def rows(sizes: Sequence[int]) -> Iterator[Row]:
    """
    Rows for each kind of text and each remark; the sources that readers see go to the log.
    """
    papers = [_paper(one) for one in islice(_lines("papers.jsonl.gz"), max(sizes))]
    comments = [str(one) for one in islice(_lines("comments.jsonl.gz"), max(sizes))]
    yield from _rows_of_tex(papers, comments)
    yield from _rows_of_remarks(papers, comments)
    yield _row_of_authors()
    if judged := _judged(papers):
        yield judged


def _rows_of_tex(papers: Sequence[Paper], comments: Sequence[str]) -> Iterator[Row]:
    remaining: Counter[str] = Counter()
    for kind, texts in (
        ("abstracts", [paper.abstract for paper in papers]),
        ("titles", [paper.title for paper in papers]),
        ("comments", comments),
        ("texts with TeX", [str(text["text"]) for text in _lines("tex.jsonl.gz")]),
    ):
        cpu, pages = timed(partial(_each, tex.to_html, texts))
        sources = [[unescape(one) for one in _SOURCE.findall(page)] for page in pages]
        remaining.update(source for some in sources for source in set(some))
        shown = sum(map(bool, sources))
        percent = 100 * shown / len(texts)
        broken = sum(not _is_well_formed(page) for page in pages)
        yield Row(
            what=f"{len(texts):,} {kind} as HTML",
            cpu=cpu,
            amount=f"{shown} ({percent:.2f} %) show source, {broken} are not well-formed",
            compared=(
                _for_10_000(cpu, texts),
                *((allowed(percent, SHOWN, "%"),) if kind == "abstracts" else ()),
            ),
        )
        for name, write in (("plain text", tex.to_text), ("LaTeX", tex.to_latex_title)):
            cpu, _ = timed(partial(_each, write, texts))
            what = f"{len(texts):,} {kind} as {name}"
            yield Row(what=what, cpu=cpu, compared=(_for_10_000(cpu, texts),))
    yield Row(what="what is shown as source", amount=f"{len(remaining):,} different sources")
    for source, count in remaining.most_common(LISTED):
        print(f"{count:6} {source}", file=sys.stderr)


def _rows_of_remarks(papers: Sequence[Paper], comments: Sequence[str]) -> Iterator[Row]:
    # Each comment is read as that of a paper whose abstract says nothing.
    commented = [replace(papers[0], abstract="-", comment=comment) for comment in comments]
    remark: Callable[[Paper], object]
    for what, remark in (("venues", remarks.venue), ("withdrawals", remarks.withdrawn)):
        cpu, found = timed(partial(_each, remark, commented))
        yield Row(
            what=f"{len(comments):,} comments: {what}",
            cpu=cpu,
            amount=f"{sum(map(bool, found)):,} found",
            compared=(_for_10_000(cpu, comments),),
        )
    cpu, links = timed(partial(_each, remarks.links, papers))
    kinds = Counter(link.kind for some in links for link in some)
    yield Row(
        what=f"{len(papers):,} comments and abstracts: links",
        cpu=cpu,
        amount=", ".join(f"{count:,} {kind}" for kind, count in kinds.most_common()),
        compared=(_for_10_000(cpu, papers),),
    )
    cpu, _ = timed(partial(_each, _key_sentence, papers))
    what = f"{len(papers):,} abstracts: the key sentence"
    yield Row(what=what, cpu=cpu, compared=(_for_10_000(cpu, papers),))


def _row_of_authors() -> Row:
    lists = [tuple(map(str, authors)) for authors in _lines("authors.jsonl.gz")]
    cpu, found = timed(partial(_each, author_names, lists))
    mended = sum(names != before for names, before in zip(found, lists, strict=True))
    bodies = {name for names in found for name in names if name_of(name).collective}
    return Row(
        what=f"{len(lists):,} lists of authors, first the odd ones",
        cpu=cpu,
        amount=f"{mended} mended; {len(bodies)} bodies",
        compared=(_for_10_000(cpu, lists),),
    )


def _judged(papers: Sequence[Paper]) -> Row | None:
    """
    The row of the key sentences that were judged by hand; None if their papers are not all here.
    """
    by_identifier = {paper.arxiv_id.base: paper for paper in papers}
    lines = JUDGED.read_text("utf-8").splitlines()
    judged = [line.split("\t") for line in lines if not line.startswith("#")]
    if not by_identifier.keys() >= {identifier for identifier, *_ in judged}:
        return None
    grades = Counter(_grade(by_identifier[one], best, fair) for one, best, fair in judged)
    return Row(
        what=f"{len(judged)} key sentences, judged by hand",
        amount=", ".join(f"{grades[grade]} {grade}" for grade in ("best", "acceptable", "wrong")),
    )


def _key_sentence(paper: Paper) -> str:
    return remarks.key_sentence(paper.abstract, paper.title)


def _grade(paper: Paper, best: str, acceptable: str) -> str:
    key = _key_sentence(paper)
    found = enumerate(sentences(paper.abstract.strip()), 1)
    number = next(str(place) for place, sentence in found if sentence.endswith(key[1:]))
    if number in best.split():
        return "best"
    return "acceptable" if number in acceptable.split() else "wrong"


def _for_10_000(cpu: float, of: Sequence[object]) -> str:
    return f"{10_000 * cpu / len(of):.2f} s for 10,000"


def _paper(one: dict[str, Any]) -> Paper:
    day = datetime.fromisoformat(one["day"]).replace(tzinfo=UTC)
    return Paper(
        arxiv_id=ArxivId(one["id"]),
        title=one["title"],
        authors=tuple(one["authors"]),
        abstract=one["abstract"],
        categories=tuple(one["categories"]),
        published=day,
        updated=day,
        comment=one["comment"],
    )


def _each(function: Callable[[S], T], of: Sequence[S]) -> list[T]:
    return [function(one) for one in of]


def _lines(name: str) -> Iterator[Any]:
    path = CORPUS / name
    if not path.exists():
        raise MissingError(f"{path} is not there; it holds metadata of real papers")
    return _read(path)


def _read(path: Path) -> Iterator[Any]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _is_well_formed(page: str) -> bool:
    try:
        ET.fromstring(f"<p>{page.replace('<br>', '<br/>')}</p>")  # noqa: S314  (our own output)
    except ET.ParseError:
        return False
    return True


TOPIC = Topic(
    title="Real texts",
    about="Titles, abstracts and comments of real papers, as pages, plain text and BibTeX have"
    " them. TeX that is not understood is shown as its source. Then what comments, abstracts and"
    " lists of authors say.",
    rows=rows,
    quick=(2_000,),
    full=(5_000,),
)

if __name__ == "__main__":
    TOPIC.main()
