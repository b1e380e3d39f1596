"""
Texts as HTML for pages and titles.
"""

import re

import pytest

from generator.text.tex import to_html, to_title_html

TABLE = "<mtable><mtr><mtd><mi>a</mi></mtd></mtr></mtable>"


@pytest.mark.parametrize(
    ("html", "source"),
    [
        ("p(x|y) &lt; q &amp; r", "p(x|y) < q & r"),
        ("a &lt;b&gt; <em>c</em>", r"a <b> \emph{c}"),
        ("<em>it</em> <strong>bf</strong> <code>tt</code>", r"{\it it} {\bf bf} {\tt tt}"),
        ("<em>a </em>b", r"\emph{a }b"),
        ("x<sup>n</sup><sub>0</sub>", r"x\textsuperscript{n}\textsubscript{0}"),
        ("Fig.\xa05", "Fig.~5"),
        ("one<br>two", "one\ntwo"),
        ('<code class="tex">\\ours</code>&lt;', r"\ours<"),
        ('<code class="tex">$\\ours&lt;1$</code>', r"$\ours<1$"),
        (r"<strong>11%</strong> and <code>M³</code>", r"$\textbf{11\%}$ and $\texttt{M$^3$}$"),
        ("M³KG-RAG, 1.5× of 25%", r"M$^3$KG-RAG, 1.5$\times$ of $25\%$"),
    ],
)
def test_texts_become_html(html: str, source: str) -> None:
    """
    Text is escaped, styles are elements, and what is not understood is marked as TeX.
    """
    assert html == to_html(source)


@pytest.mark.parametrize(
    ("html", "source"),
    [
        (
            '<a href="https://a.example/x_y" rel="noopener">our <em>code</em></a>',
            r"\href{https://a.example/x\_y}{our \emph{code}}",
        ),
        (
            '<a href="https://a.example" rel="noopener">https://a.example</a>.',
            r"\href{https://a.example}.",
        ),
        (
            '<a href="https://a.example" rel="noopener">https://b.example</a>',
            r"\href{https://a.example}{https://b.example}",
        ),
        (
            '(<a href="http://a.example/X_(Y)" rel="noopener">http://a.example/X_(Y)</a>).',
            "(http://a.example/X_(Y)).",
        ),
        (
            '[<a href="http://a.example/x" rel="noopener">http://a.example/x</a>],',
            "[http://a.example/x],",
        ),
        (
            '<a href="https://a.example/?a&amp;b" rel="noopener">https://a.example/?a&amp;b</a>',
            "https://a.example/?a&b",
        ),
        ("bad (javascript:alert(1))", r"\href{javascript:alert(1)}{bad}"),
        ("javascript:alert(1)", r"\url{javascript:alert(1)}"),
        ("data:text/html,x", r"\href{data:text/html,x}"),
        ("https://...", "https://..."),
        ("https:// nothing", "https:// nothing"),
    ],
)
def test_only_addresses_of_the_web_are_links(html: str, source: str) -> None:
    """
    The punctuation after an address stays outside, and a script is never an address.
    """
    assert html == to_html(source)


def test_a_title_holds_no_links() -> None:
    """
    A title stands inside a link, where no other may be.
    """
    source = "\\emph{See \\href{https://a.example}{us}}\nat https://b.example"

    assert "<em>See us</em> at https://b.example" == to_title_html(source)
    assert "a &lt; b" == to_title_html("a < b")


@pytest.mark.parametrize(
    ("html", "source"),
    [
        ("<math><msup><mi>x</mi><mn>2</mn></msup></math>", "$x^2$"),
        ('<math display="block"><mi>x</mi></math>', r"\[x\]"),
        (
            "<math><mi>C</mi><msqrt><mi>n</mi></msqrt></math>",
            r"$C\sqrt{n}$",
        ),
        (
            "<math><mi>a</mi><mo>≠</mo><mi>b</mi></math>",
            r"$a\not=b$",
        ),
        (
            '<math><mo minsize="1.2em" maxsize="1.2em">{</mo><mi>a</mi></math>',
            r"$\big\{a$",
        ),
        (
            "<math><mtext>in\xa0</mtext><mi>x</mi></math>",
            r"$\text{in $x$}$",
        ),
        (
            '<math><mo lspace="0.167em" rspace="0.167em">log</mo><mi>∞</mi></math>',
            r"$\log\infty$",
        ),
        (
            '<math><mi>a</mi><mo>±</mo><mi mathvariant="normal">b</mi></math>',
            r"$a\pm\rm b$",
        ),
        (
            '<math><mover accent="true"><mi>A</mi><mo accent="true">‾</mo></mover></math>',
            r"$\overline{A}$",
        ),
        (
            '<math><munder><mi>x</mi><mo accent="true">_</mo></munder></math>',
            r"$\underline{x}$",
        ),
        (
            '<math><mi>a</mi><mspace width="1em"></mspace><mi>b</mi></math>',
            r"$a\\b$",
        ),
        (
            '<math><mi>a</mi><mspace width="-0.167em"></mspace><mi>b</mi></math>',
            r"$a\!b$",
        ),
        (
            '<math><mo stretchy="false">(</mo><mo form="prefix">−</mo><mi>x</mi><mo>−</mo></math>',
            "$(-x-$",
        ),
        ("<math><mi>x</mi></math>", r"$\smash{x}$"),
        ("<math><mi>x</mi></math>", r"$\mathrel{x}$"),
        ("<math><mn>𝟙</mn></math>", r"$\mathds{1}$"),
        (
            f"<math><msup><mo>[</mo>{TABLE}<mo>]</mo><mi>⊤</mi></msup></math>",
            r"$\begin{bmatrix}a\end{bmatrix}^\top$",
        ),
        (
            '<math><mtable><mtr><mtd columnalign="left"><mi>a</mi></mtd></mtr></mtable></math>',
            r"$\begin{array}[t]{@{}l@{\ }}a\end{array}$",
        ),
        ("<math><mtext>𝐚</mtext><mi>x</mi></math>", r"$\textbf{a}x$"),
        ("<math><mi>x</mi><mtext>{$\\}%</mtext></math>", r"$x\text{\{\$\textbackslash\}\%}$"),
        ("<math><mi>日</mi><mi>é</mi></math>", r"$\mathbf{日é}$"),
        ("<math><mi>ℭ</mi><mi>ℌ</mi></math>", r"$\mathfrak{CH}$"),
    ],
)
def test_formulas_become_mathml(html: str, source: str) -> None:
    """
    A browser gets MathML that all of them set alike; rows of rows do no harm.
    """
    assert html == re.sub("</?mrow>", "", to_html(source))


def test_wide_formulas_have_a_box_to_scroll_in() -> None:
    """
    The keyboard reaches it. In a title, a link, they wrap as text; narrow ones need nothing.
    """
    wide = "$" + "+".join("abcdefghijklmnopq") + "$"

    assert to_html(f"a {wide} b").startswith('a <span class="formula" tabindex="0"><math>')
    assert to_html(f"a {wide} b").endswith("</math></span> b")
    assert to_title_html(wide).startswith("<i>a</i>+<i>b</i>+")
    assert "<span" not in to_html("$$a+b$$")


@pytest.mark.parametrize(
    "environment",
    [
        *("align", "align*", "eqnarray", "gather", "multline", "displaymath", "flalign", "split"),
        *("aligned", "pmatrix", "bmatrix", "cases", "subequations"),
    ],
)
def test_displays_of_many_lines(environment: str) -> None:
    """
    Every environment of amsmath that abstracts hold is set as a table of lines, or as one.
    """
    html = to_html(rf"\begin{{{environment}}}a=b\end{{{environment}}}")

    assert html.startswith('<math display="block">')
    assert "columnspacing" not in html


@pytest.mark.parametrize(
    "tex",
    [
        r"\foo{x}",
        r"x \not y",
        r"\def\a{\a\a}\a",
        r"\newcommand{\a}{b}\a",
        r"\begin{foo}x\end{foo}",
        r"a & b",
        r"\frac{a}",
        r"\left( x",
        r"x^a^b",
        r"\cancel{x}",
        r"\tag{1} x",
        r"\rule{1em}{1em}",
        r"\bcancel{x}",
        r"\mathchoice{a}{b}{c}{d}",
        "x" * 2001,
        "{" * 30 + "x" + "}" * 30,
    ],
)
def test_a_formula_in_doubt_is_shown_as_its_source(tex: str) -> None:
    """
    Nothing is better than wrong mathematics, and its source is better than nothing.
    """
    escaped = tex.replace("&", "&amp;").replace("'", "&#x27;")

    assert f'<code class="tex">${escaped}$</code>' == to_html(f"${tex}$")


@pytest.mark.parametrize(
    "tex", [r"\color{red}x", r"\hspace{1em}x", r"a\\[2pt]b", r"\textcolor{blue}{x}", r"\kern 2pt x"]
)
def test_layout_is_no_mathematics(tex: str) -> None:
    """
    Colours and distances may be dropped; everything else must be found in the output.
    """
    assert to_html(f"${tex}$").startswith("<math>")


@pytest.mark.parametrize("letter", ["R", "N", "Z", "Q"])
def test_macros_of_everybody(letter: str) -> None:
    r"""
    \R is no TeX, and yet it means the real numbers wherever it is used.
    """
    assert to_html(rf"$\mathbb{{{letter}}}^n$") == to_html(rf"$\{letter}^n$")
