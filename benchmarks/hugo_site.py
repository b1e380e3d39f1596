"""
Hugo as a peer: it puts the same finished pages into the frame of a page of this site, and copies
the other files as MkDocs does.
"""

from pathlib import Path

from measuring import Figures, measured

_SETTINGS = """
baseURL = "https://example.org/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap"]
"""


def build(root: Path) -> Figures:
    """
    What Hugo takes for the project in *root*, which was rendered and built; its pages are used up.
    """
    site, source = root / "hugo", root / "site_src"
    _write_layouts(site, (root / "site" / "about" / "index.html").read_text("utf-8"))
    pages = list(source.rglob("*.md"))
    for page in pages:
        _move(page, site / "content" / page.relative_to(source).with_suffix(".html"))
    source.rename(site / "static")
    figures = measured(["hugo", "--quiet", "--source", site])
    if len(list((site / "public").rglob("index.html"))) < len(pages):
        raise RuntimeError("Hugo left pages out")
    return figures


def _write_layouts(site: Path, page: str) -> None:
    before, _, after = page.partition("</h1>")
    layouts = site / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name in ("single.html", "list.html"):
        (layouts / name).write_text(f"{before}{{{{ .Content }}}}{after}", "utf-8")
    (site / "hugo.toml").write_text(_SETTINGS, "utf-8")


def _move(page: Path, target: Path) -> None:
    body = page.read_text("utf-8").split("---\n", 2)[2]
    # Hugo takes an index.html for a page that has no others below it.
    if page.name == "index.md":
        target = target.with_name("_index.html")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f'---\ntitle: "A page"\n---\n{body}', "utf-8")
    page.unlink()
