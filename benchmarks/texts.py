"""
Real titles, abstracts and comments: what they cost, and which of their TeX stays visible.

python benchmarks/texts.py [PAPERS]; reads real metadata in ../shared/corpus.
"""

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

from measuring import ROOT, timed
from table import MissingError, Row, Topic, allowed

from generator.text import tex

CORPUS = ROOT.parent / "shared" / "corpus"

# The share of abstracts, in percent, that may show TeX.
SHOWN = 0.55

# So many sources are listed on standard error, the most frequent first.
LISTED = 40

_SOURCE = re.compile(r'<code class="tex">(.*?)</code>', re.DOTALL)


def rows(sizes: Sequence[int]) -> Iterator[Row]:
    """
    A row for each kind of text of the first papers; the sources that readers see go to the log.
    """
    papers = list(_lines("papers.jsonl.gz"))[: max(sizes)]
    comments = list(_lines("comments.jsonl.gz"))[: max(sizes)]
    remaining: Counter[str] = Counter()
    for kind, texts in (
        ("abstracts", [str(paper["abstract"]) for paper in papers]),
        ("titles", [str(paper["title"]) for paper in papers]),
        ("comments", list(map(str, comments))),
        ("texts with TeX", [str(text["text"]) for text in _lines("tex.jsonl.gz")]),
    ):
        cpu, pages = timed(partial(_written, tex.to_html, texts))
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
                f"{10_000 * cpu / len(texts):.2f} s for 10,000",
                *((allowed(percent, SHOWN, "%"),) if kind == "abstracts" else ()),
            ),
        )
        for name, write in (("plain text", tex.to_text), ("LaTeX", tex.to_latex_title)):
            cpu, _ = timed(partial(_written, write, texts))
            beside = f"{10_000 * cpu / len(texts):.2f} s for 10,000"
            yield Row(what=f"{len(texts):,} {kind} as {name}", cpu=cpu, compared=(beside,))
    yield Row(what="what is shown as source", amount=f"{len(remaining):,} different sources")
    for source, count in remaining.most_common(LISTED):
        print(f"{count:6} {source}", file=sys.stderr)


def _written(write: Callable[[str], str], texts: Sequence[str]) -> list[str]:
    return [write(text) for text in texts]


def _lines(name: str) -> Iterator[dict[str, object]]:
    path = CORPUS / name
    if not path.exists():
        raise MissingError(f"{path} is not there; it holds metadata of real papers")
    return _read(path)


def _read(path: Path) -> Iterator[dict[str, object]]:
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
    " them. TeX that is not understood is shown as its source.",
    rows=rows,
    quick=(2_000,),
    full=(5_000,),
)

if __name__ == "__main__":
    TOPIC.main()
