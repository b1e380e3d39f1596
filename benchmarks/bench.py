"""
What the program costs, each figure beside a limit or a peer measured in the same run.

python benchmarks/bench.py [full]; writes the table in benchmarks/README.md. Seconds are those of
the CPU: a machine that does other things too changes them least, and ratios hardly at all.
"""

import platform
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from measuring import ROOT, Figures, daily_papers, measured, project
from msgspec import Struct
from synthetic import make_paper, write_project

from generator.listing import Announcement, Record
from generator.store import Store

PAPERS = 100
QUICK, FULL = (3, 9, 27), (5, 50, 500)
README = ROOT / "benchmarks" / "README.md"
_BEGIN, _END = "<!-- figures -->\n", "<!-- /figures -->\n"

_LOAD = "import sys; from pathlib import Path; from generator.store import Store; "
_LOAD += "Store(Path(sys.argv[1])).records()"
# Not through the command: Pagefind has a table of its own (searching.py).
_RENDER = "import sys; from pathlib import Path; from generator.project import Project; "
_RENDER += "from generator.pipeline.render import edition, write_documents; "
_RENDER += "one = Project.at(Path(sys.argv[1])); write_documents(edition(one), one.source)"


class Row(Struct, frozen=True):
    """
    One figure: of *what*, and what it is *beside*, for instance a peer; *ratio* is theirs.
    """

    what: str
    figures: Figures
    beside: str = ""
    ratio: float | None = None

    def __str__(self) -> str:
        ratio = f"{self.ratio:.2f} × {self.beside}" if self.ratio is not None else ""
        seconds, memory = self.figures.cpu, self.figures.memory
        return f"| {self.what} | {seconds:.2f} | {memory:.0f} | {ratio} |"


def main() -> None:
    """
    Measure, print and write the table.
    """
    sizes = FULL if "full" in sys.argv[1:] else QUICK
    rows = []
    for row in (*starting(), *(one for size in sizes for one in growing(size))):
        print(row, flush=True)
        rows.append(row)
    text = README.read_text("utf-8")
    before, _, rest = text.partition(_BEGIN)
    after = rest.partition(_END)[2]
    README.write_text(before + _BEGIN + _table(rows) + _END + after, "utf-8")


def starting() -> Iterator[Row]:
    """
    How long a command takes before it does anything, the quickest of three.
    """
    bare = min((_python("") for _ in range(3)), key=lambda one: one.cpu)
    started = min((measured(daily_papers(ROOT, "--help")) for _ in range(3)), key=_cpu)
    yield Row("`daily-papers --help`", started, "`python -c ''`", started.cpu / bare.cpu)


def growing(keywords: int) -> Iterator[Row]:
    """
    From store to site, with so many *keywords* of 100 papers.
    """
    name = f"{keywords * PAPERS:,} papers, {keywords} keywords"
    with project() as root:
        write_project(root, keywords, PAPERS)
        yield Row(f"{name}: load the store", _python(_LOAD, root / "site_src" / "data"))
        first = _python(_RENDER, root)
        yield Row(f"{name}: render all", first)
        again = _python(_RENDER, root)
        yield Row(f"{name}: render again", again, "all", again.cpu / first.cpu)
        _add_paper(root)
        news = _python(_RENDER, root)
        yield Row(f"{name}: render one new paper", news, "all", news.cpu / first.cpu)
        built = measured(_mkdocs(root), NO_MKDOCS_2_WARNING="1")
        hugo = _hugo(root)
        yield Row(f"{name}: `mkdocs build`", built, "Hugo", built.cpu / hugo.cpu)
        yield Row(f"{name}: Hugo, the same HTML", hugo)


def _cpu(figures: Figures) -> float:
    return figures.cpu


def _python(code: str, *words: Path) -> Figures:
    return measured([sys.executable, "-c", code, *words])


def _mkdocs(root: Path) -> list[str | Path]:
    config = ("--config-file", root / "mkdocs.yml", "--site-dir", root / "site")
    return [sys.executable, "-m", "mkdocs", "build", "--strict", *config]


def _add_paper(root: Path) -> None:
    store = Store(root / "site_src" / "data")
    records = store.records()
    slug = max(next(iter(records.values())).announced)
    paper = make_paper(99_999, random.Random(99_999))
    announced = dict.fromkeys(("all", slug), Announcement(paper.updated.date()))
    records[paper.arxiv_id.base] = Record(paper, announced)
    store.remember(records, [paper.arxiv_id.base])


def _hugo(root: Path) -> Figures:
    """
    Hugo putting the same finished pages into the frame of a page of this site, and copying the
    other files as MkDocs does.
    """
    site, source = root / "hugo", root / "site_src"
    frame = (root / "site" / "about" / "index.html").read_text("utf-8").partition("</h1>")
    layouts = site / "layouts" / "_default"
    layouts.mkdir(parents=True)
    template = f"{frame[0]}{{{{ .Content }}}}{frame[2]}"
    for name in ("single.html", "list.html"):
        (layouts / name).write_text(template, "utf-8")
    kinds = '["taxonomy", "term", "RSS", "sitemap"]'
    settings = f'baseURL = "https://example.org/"\ndisableKinds = {kinds}\n'
    (site / "hugo.toml").write_text(settings, "utf-8")
    pages = list(source.rglob("*.md"))
    for page in pages:
        body = page.read_text("utf-8").split("---\n", 2)[2]
        target = site / "content" / page.relative_to(source).with_suffix(".html")
        # Hugo takes an index.html for a page that has no others below it.
        if page.name == "index.md":
            target = target.with_name("_index.html")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f'---\ntitle: "A page"\n---\n{body}', "utf-8")
    for page in pages:
        page.unlink()
    source.rename(site / "static")
    figures = measured(["hugo", "--quiet", "--source", site])
    if len(list((site / "public").rglob("index.html"))) < len(pages):
        raise RuntimeError("Hugo left pages out")
    return figures


def _table(rows: list[Row]) -> str:
    python = platform.python_version()
    said = subprocess.check_output([shutil.which("hugo") or "hugo", "version"], encoding="utf-8")
    hugo = said.split()[1].partition("+")[0]
    machine = f"{_processor()}, Python {python}, Hugo {hugo}"
    day = datetime.now(UTC)
    head = "| what | s CPU | MiB | ratio |\n| --- | ---: | ---: | --- |\n"
    lines = "".join(f"{row}\n" for row in rows)
    return f"\nMeasured on {day.day} {day:%B %Y}: {machine}.\n\n{head}{lines}\n"


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    names = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    return f"{len(names)} × {names[0]}" if names else platform.machine()


if __name__ == "__main__":
    main()
