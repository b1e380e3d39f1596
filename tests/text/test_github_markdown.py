import re
from html import unescape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.papers.paper import folded
from generator.text.github_markdown import inline

GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])

ZERO_WIDTH_SPACE = "\u200b"

# What begins something in Markdown comes often; control characters are not in arXiv's XML.
hostile = st.lists(
    st.one_of(
        st.sampled_from(
            [*"\\`*_~[]()<>|&#!@;:$%^={}\"'-+. ", "``", "&lt;", "&#64;", "\n", "![", "GH-"]
        ),
        st.sampled_from(
            [
                *("a", "1", "é", "http://a.org", "www.a.org", "javascript:x", "<b>", "</p>"),
                *("http://github.com/a/b/issues/1", "/commit/abc"),
            ]
        ),
        st.characters(exclude_categories=("Cc", "Cs", "Cf")),
    ),
    max_size=20,
).map("".join)


def shown(markdown: str) -> str:
    """
    What a reader sees, who sees no width zero; markup would show up as tags.
    """
    rendered = GITHUB.renderInline(markdown)
    assert not re.search("<[a-z/!]", rendered), rendered
    return unescape(rendered).replace(ZERO_WIDTH_SPACE, "")


def latex_escapes_dropped(text: str) -> str:
    r"""
    Markdown shows LaTeX's ``\%`` as ``%``, as people mean it.
    """
    return re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", text)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Windmills, 30 of them (or more)!", "Windmills, 30 of them (or more)!"),
        ("  two\n lines ", "two lines"),
        ("p(x|y) < q & r", r"p(x\|y) &lt; q & r"),
        ("*a* _b_ ~c~ a_b", r"\*a\* \_b_ \~c\~ a_b"),
        ("[x](javascript:alert(1))", r"\[x\](javascript:alert(1))"),
        ("<img src=x>", "&lt;img src=x&gt;"),
        ("&lt; &amp; &#64; AT&T;", "&amp;lt; &amp;amp; &amp;#&#8203;64; AT&amp;T;"),
        (r"95\% of \alpha", r"95\% of \alpha"),
        (r"\[ \_ \\ end\ ".rstrip(), r"\\\[ \\\_ \\\ end\\"),
        (r"\&lt;", r"\\&amp;lt;"),
        ("`code` and ``quotes''", r"\`code\` and \`\`quotes''"),
        (
            "@ada, (@ada) ada@example.org Recall@1",
            "@&#8203;ada, (@&#8203;ada) ada@example.org Recall@1",
        ),
        ("é@ada _@ada", "é@&#8203;ada \\_@ada"),
        ("fixes #1, C#, org/it#2", "fixes #&#8203;1, C#, org/it#&#8203;2"),
        ("gh-1 GH-200 high-5", "gh-&#8203;1 GH-&#8203;200 high-5"),
        (
            "https://github.com/it/or/issues/5 and https://github.com/it/pull/",
            "https://github.com/it/or/issues/&#8203;5 and https://github.com/it/pull/",
        ),
        ("<!-- run 2099-01-01T00:00:00Z -->", "&lt;!-- run 2099-01-01T00:00:00Z --&gt;"),
    ],
)
def test_active_characters_are_encoded(text: str, markdown: str) -> None:
    """
    Those that would begin something, and no others: the source stays readable.
    """
    assert markdown == inline(text)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("``quotes''", "``quotes''"),
        ("``one'' and ``two''", r"\`\`one'' and \`\`two''"),
        ("``one'' and `two'", "``one'' and `two'"),
        (r"\`a", r"\\`a"),
    ],
)
def test_latex_quotes_stay_where_they_cannot_pair(text: str, markdown: str) -> None:
    """
    Backticks without a partner are no code; the original Daily Papers left them alone.
    """
    assert markdown == inline(text, alone=True)


@given(text=hostile, alone=st.booleans())
@example(text="`a", alone=True)
@example(text="\\", alone=False)
@example(text="\\&lt;", alone=False)
@settings(max_examples=400, deadline=None)
def test_text_is_shown_as_it_is(text: str, alone: bool) -> None:  # noqa: FBT001 - hypothesis names it
    """
    No link, no emphasis, no HTML, no code: the reader sees the text, on one line.
    """
    found = shown(inline(text, alone=alone))

    assert latex_escapes_dropped(folded(text)) == latex_escapes_dropped(found)


@given(text=hostile.filter(lambda text: "\\" not in text))
@settings(max_examples=200, deadline=None)
def test_text_without_backslashes_is_shown_to_the_letter(text: str) -> None:
    """
    Nothing is lost where LaTeX escapes nothing.
    """
    assert folded(text) == shown(inline(text))


@given(text=hostile)
@settings(max_examples=300, deadline=None)
def test_nobody_gets_mail(text: str) -> None:
    """
    GitHub looks for names and numbers in the text it shows, after Markdown is gone.
    """
    found = unescape(GITHUB.renderInline(inline(text)))

    assert not re.search(r"(?<![A-Za-z0-9_])@[A-Za-z0-9]", found)
    assert not re.search(r"#\d", found, re.ASCII)
    assert not re.search(r"/(issues|pull|discussions|commit)/[0-9a-f]", found)
    assert not re.search(r"(?<![A-Za-z0-9_])GH-\d", found, re.ASCII | re.IGNORECASE)


@given(texts=st.lists(hostile, min_size=2, max_size=3))
@settings(max_examples=200, deadline=None)
def test_texts_side_by_side_do_not_meet(texts: list[str]) -> None:
    """
    What begins in one text cannot end in another.
    """
    found = shown(" · ".join(map(inline, texts)))

    expected = " · ".join(map(folded, texts))
    assert latex_escapes_dropped(folded(expected)) == latex_escapes_dropped(folded(found))
