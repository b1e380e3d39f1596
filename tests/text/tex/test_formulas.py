"""
Which part of a text is a formula.
"""

import pytest

from generator.text.tex import to_text


@pytest.mark.parametrize(
    "text",
    [
        "costs $5 and $10",
        "from $5-$10 to $5, $10 and $5/$10",
        "about $5k to $3M per year",
        "$2 million for $1.5 billion",
        "US$ 5 and R$ 10",
        "in $ per unit sold and $ per hour",
        "$35,000 in total",
        "rents a node at $3/h and another at $4/h",
        "a low fee ($0.12) beside a high one ($9.8).",
        "a fine ($412). Any of these costs $2M in the end",
        "$15/seat/year (say, 9 seats = $135/year)",
        "$2.50 (input) and $10 (output) per million tokens",
        "$4 vs. $5, <$6 or ~$7",
        "in dollars ($, $$ or $$$)",
        "$10^6/year and $5/day",
        "earn $100K+ and lose $50K+",
        "$k = 1 or 2$",
    ],
)
def test_money_stays_money(text: str) -> None:
    """
    A dollar before an amount opens no formula.
    """
    assert text == to_text(text)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("costs $5 and takes O(n²) for 3 rounds", "costs $5 and takes $O(n^2)$ for $3$ rounds"),
        ("pay $5 when the limit x² is $7", "pay $5 when the limit $x^2$ is $7"),
        ("only 50 tests with 1000 samples", "only $50$ tests with $1000$ samples"),
        ("25% of them", r"$25\%$ of them"),
        ("50% of it", "$50%$ of it"),
        ("10,000 steps", "$10,000$ steps"),
        ("ab", "$a$$b$"),
        ("5 layers, 2n queries, 10⁻³, 0.5%", r"$5$ layers, $2n$ queries, $10^{-3}$, $0.5\%$"),
        ("3−5, 4/5, 2k+1 and 0 < x < 1", "$3-5$, $4/5$, $2k+1$ and $0 < x < 1$"),
        ("10GHz and 20fps", "$10 GHz$ and $20 fps$"),
        ("3 and xᵢ", "$ 3 $ and $ x_i $"),
        ("n = 5 costs $5 and m = 6 costs $6", "$n=5$ costs $5 and $m=6$ costs $6"),
        ("saves $1.2M (30% less) and x²", r"saves $1.2M (30\% less) and $x^2$"),
        ("pays $5; x holds", "pays $5; $x$ holds"),
        ("from $5K to $10K per n users", "from $5K to $10K per $n$ users"),
        ("about $38% less ($7) of Fa", r"about $38\% less ($7) of $\mathrm{Fa}$"),
        ("costs 3.5±0.2", r"costs $3.5 \pm 0.2$"),
        ("$5 and $6", r"\$5 and \$6"),
    ],
)
def test_formulas_beside_money(text: str, source: str) -> None:
    """
    A number between dollars is a formula, and an amount does not spoil the next one.
    """
    assert text == to_text(source)


@pytest.mark.parametrize(
    "source",
    [
        "$x²$",
        "$x^2$",
        r"\(x^2\)",
        r"\[x^2\]",
        "$$x^2$$",
        r"\begin{math}x^2\end{math}",
        r"\begin{equation}x^2\end{equation}",
        r"\begin{equation*} x^2 \label{eq:x}\end{equation*}",
        r"$\text{}x^2$",
        r"\ensuremath{x^2}",
    ],
)
def test_all_delimiters(source: str) -> None:
    """
    TeX has many ways to begin a formula.
    """
    assert "x²" == to_text(source)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("f(x) if x in S", r"$f(x) \text{ if $x$ in $S$}$"),
        ("if x", r"$$\mbox{if $x$}$$"),
    ],
)
def test_dollars_inside_text_inside_a_formula(text: str, source: str) -> None:
    """
    The dollars of an inner formula do not end the outer one.
    """
    assert text == to_text(source)


def test_an_inline_formula_ends_with_its_paragraph() -> None:
    """
    Two lone dollars in two paragraphs are no formula.
    """
    assert "a $x\ny$ b" == to_text("a $x\ny$ b")


def test_a_formula_may_have_several_lines() -> None:
    """
    arXiv keeps the line breaks of a formula in single dollars.
    """
    assert "so a+b² = c holds" == to_text("so $a +\nb^2\n= c$ holds")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("costs 11.7%", r"costs $\textbf{11.7\%}$"),
        ("our M³Bench", r"our $\texttt{M$^3$Bench}$"),
        ("∞Tool+", r"$\textbf{$\boldsymbol{\infty}$Tool+}$"),
        ("see here (https://a.example/x_y)", r"see $\href{https://a.example/x_y}{here}$"),
        ("see here (https://a.example)", r"see $\href{https://a.example}{\text{here}}$"),
        ("see https://a.example", r"see $\url{https://a.example}$"),
    ],
)
def test_commands_for_text_alone_in_a_formula_are_text(text: str, source: str) -> None:
    """
    arXiv's form reads commands for styles and links only inside of formulas.
    """
    assert text == to_text(source)


def test_words_set_as_a_formula_are_words() -> None:
    r"""
    Authors write $\textbf{words}$ where a submission form knows no bold.
    """
    assert "A Dreamer dreams" == to_text(r"A $\textbf{Dreamer}$ dreams")


@pytest.mark.parametrize(
    ("text", "source"),
    [("α-stable", r"\alpha-stable"), ("in ℝ", r"in \mathbb{R}"), ("3× faster", r"3\times faster")],
)
def test_commands_for_formulas_are_read_without_dollars(text: str, source: str) -> None:
    """
    Authors forget the dollars.
    """
    assert text == to_text(source)
