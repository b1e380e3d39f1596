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
