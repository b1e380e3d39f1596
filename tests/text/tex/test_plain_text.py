"""
Texts as plain Unicode.
"""

import pytest

from generator.text.tex import to_text


@pytest.mark.parametrize(
    "text",
    [
        "Plain words, and 50% of them in file_name or a^b.",
        "p(x|y) < q & r > s",
        "Sets {0, 1}^n, limits on theta_{13}, {move, turn}",
        "Use `code` as programmers do; it isn't `odd`",
        "run it with --verbose",
        "about ~5 of 10~20",
        "日本語と한국어 – naïve",
        "a lone $ and $35,000 in total",
        "",
    ],
)
def test_what_is_no_tex_stays(text: str) -> None:
    """
    Text outside of formulas may hold anything that TeX would take for its own.
    """
    assert text == to_text(text)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("we gain 5% and more", r"we gain 5\% and more"),
        ("a_b & #1 in US$7", r"a\_b \& \#1 in US\$7"),
        ("i.i.d. samples", r"i.i.d.\ samples"),
        ("see Fig. 5 (it holds)", "see Fig.~5 (it~holds)"),
        ("pages 3–5—or so – or not", "pages 3--5---or so -- or not"),
        ("a rule -----", "a rule -----"),
        ("“double”, ‘single’", "``double'', `single'"),
        ("“half” and “turned”", "``half\" and ''turned''"),
        ("GPUs and graphs", "{GPU}s and {{graphs}}"),
        ("very important words", r"\emph{very \textbf{important}} \texttt{words}"),
        ("italic, bold, x", r"{\it italic}, {\bf bold}, {\it$x$}"),
        ("to the end", r"\bf to the end"),
        ("no style", r"{\sc no} \textsc{style}"),
        (
            "xⁿ and x_(ab), H₂O",
            r"x\textsuperscript{n} and x\textsubscript{ab}, H\textsubscript{2}O",
        ),
        ("§ 3 of LaTeX…", r"\S 3 of \LaTeX{}\ldots"),
        ("a • b", r"\begin{itemize}a \item b\end{itemize}"),
        (
            "see [Foo20] and [Bar, Th. 2], [eq:1]",
            r"see \cite{Foo20} and \citep[Th.~2]{Bar}, \ref{eq:1}",
        ),
        ("noted (by us)", r"noted\footnote{by us}"),
        ("red words", r"\textcolor{red}{red} words\label{here}"),
        ("red", r"\textcolor{red}"),
        ("a tilde ~ and ^", r"a tilde \~{} and \^{}"),
        ("ab", r"a\-b"),
        ("one\ntwo\nthree", "one\ntwo\\par three"),
    ],
)
def test_tex_for_text_is_read(text: str, source: str) -> None:
    """
    The commands authors use in abstracts say what they say in print.
    """
    assert text == to_text(source)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Erdős", r"Erd{\H o}s"),
        ("Erdős", r"Erd\H{o}s"),
        ("Poincaré", r"Poincar\'e"),
        ("Gödel", r"G\"{o}del"),
        ("François", r"Fran\c cois"),
        ("Šcepan", r"\v{S}cepan"),
        ("naïve", r"na{\"\i}ve"),
        ("naïve", r"na\"{\i}ve"),
        ("Straße", r"Stra\ss e"),
        ("Ørsted, Łoś", r"\O{}rsted, {\L}o\'s"),
        ("Ångström æther", r"\AA ngstr\"om \ae ther"),
        ('he said "Hello"', r"he said \"Hello\""),
        (r"\'{ab}", r"\'{ab}"),
    ],
)
def test_accents_become_letters(text: str, source: str) -> None:
    """
    A name reads as its bearer writes it.
    """
    assert text == to_text(source)


@pytest.mark.parametrize(
    "source",
    [
        r"\ours beats \theirs{one}{two words}",
        r"$\ours$ is new",
        r"\begin{theorem} x \end{theorem}",
        r"\<x\>",
        r"\ours{never closed",
        r"closed } too often",
        r"ends with \ ".strip(),
        "$$",
        "$ $",
        r"an opened \( formula",
        r"an opened \begin{align} formula",
        r"a dollar $x^{2 too many",
        r"{a, $x}{y$, b}",
    ],
)
def test_what_is_not_understood_stays_visible(source: str) -> None:
    """
    An unknown command, or a brace without its partner, is shown and never vanishes.
    """
    assert source == to_text(source)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("https://a.example/x", r"\href{https://a.example/x}"),
        ("our code (https://a.example/x_y)", r"\href{https://a.example/x\_y}{our code}"),
        ("https://a.example/~me", r"\url{https://a.example/~me}"),
        ("a.example", r"\url{a.example}"),
        ("page (a.example)", r"\href{a.example}{page}"),
        ("https://a.example/a_b--c.", r"https://a.example/a\_b--c."),
    ],
)
def test_addresses_stay(text: str, source: str) -> None:
    """
    A link's address is part of what a text says.
    """
    assert text == to_text(source)


def test_unprintable_characters_are_replaced() -> None:
    """
    What no XML and no file may hold is gone before anything is written.
    """
    assert "a\ufffdb\ufffdc d" == to_text("a\x00b\ud800c\td")


def test_a_formula_is_found_before_paragraphs_are() -> None:
    """
    A displayed formula may stand on lines of its own, which arXiv takes for a paragraph.
    """
    assert "So a = b holds." == to_text("So $$\na = b\n$$ holds.")
    assert r"So \[ \odd{x} \] holds." == to_text("So \\[\n\\odd{x}\n\\] holds.")


def test_text_nested_beyond_reason_is_shown_as_it_is() -> None:
    """
    Nobody waits for a thousand braces to be read.
    """
    source = r"\emph{" * 1000 + "x" + "}" * 1000

    assert r"\emph{" in to_text(source)
    assert "x" in to_text(source)
