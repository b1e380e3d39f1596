"""
What the pages cost at the least: a loop that fills Jinja2 templates and writes HTML files.

It reads the same store and writes the same HTML, with the same templates, into the frame of a page
that was built before: no Markdown, no MkDocs. With --text the templates get every field as it is
in the store: no formulas, no key sentence, no links found in comments.

python benchmarks/plain_loop.py PROJECT [--text]
"""

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from jinja2 import Environment

from generator.build.project import Project, read_configuration
from generator.build.render import edition
from generator.site import pages
from generator.site.addresses import permalinks
from generator.site.edition import Edition

_TEXT = """\
<h1>{{ name }}</h1>
{% for day, entries in days %}
<h2>{{ day }}</h2>
{% for entry in entries %}
{% set paper = entry.paper %}
{% set id = paper.arxiv_id %}
<article class="paper" data-kind="{{ entry.kind }}"
 data-categories="{{ paper.categories | join(' ') }}">
<h3 id="{{ id.base }}"><a href="{{ id.abs_url }}">{{ paper.title }}</a></h3>
<div class="authors">{{ paper.authors | join(', ') }}</div>
<p class="key">{{ paper.abstract[:200] }}</p>
<div class="line">
<details class="abstract"><summary>Abstract</summary><div>{{ paper.abstract }}</div></details>
<span>{{ paper.primary_category }}</span>
{% if id.version > 1 %}
<span>v{{ id.version }} · first submitted {{ paper.published.date() }}</span>
{% endif %}
<span>{{ entry.keywords | join(', ') }}</span>
<a href="{{ id.pdf_url }}">PDF</a> <a href="{{ paper.html_url }}">HTML</a>
<a href="{{ id.abs_url }}">arXiv</a>
<a class="here" href="#{{ id.base }}">#</a>
{% if paper.comment %}
<span class="comment">{{ paper.comment }}</span>
{% endif %}
</div>
</article>
{% endfor %}
{% endfor %}
"""


def main() -> None:
    """
    Write every page into the project's ``plain/``.
    """
    root = Path(sys.argv[1])
    now = edition(read_configuration(Project.at(root)))
    frame = (root / "site" / "about" / "index.html").read_text("utf-8").partition("</h1>")
    for path, body in _texts(now) if "--text" in sys.argv else _pages(now):
        target = (root / "plain" / path).with_suffix(".html")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(frame[0] + body + frame[2], "utf-8")


def _pages(now: Edition) -> Iterator[tuple[str, str]]:
    found = permalinks(now.sections)
    listings = (task.documents() for task in pages.listing_pages(now, found))
    for path, content in chain(chain.from_iterable(listings), pages.site_wide_pages(now, found)):
        yield path, content.decode()


def _texts(now: Edition) -> Iterator[tuple[str, str]]:
    template = Environment(autoescape=True).from_string(_TEXT)
    for section in (*now.sections, now.overall):
        slug, name = section.keyword.slug, section.keyword.name
        yield f"{slug}.md", template.render(name=name, days=section.newest.days())
        for month, listing in section.listing.months():
            yield f"{slug}/{month}.md", template.render(name=name, days=listing.days())


if __name__ == "__main__":
    main()
