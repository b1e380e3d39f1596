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
        ("A vs. B w.r.t. C, D etc.", r"A \vs{} B \wrt{} C, D \etc"),
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
        ("“all” of it, 3‰ and →", r"\enquote{all} of it, 3\textperthousand{} and \textrightarrow"),
        ("6,000 by GPT-4, {0,1}", r"6{,}000 by GPT{-}4, {0,1}"),
        ("a_b and x", r"\verb|a_b| and \lstinline{x}"),
        (
            "new and words, not here",
            r"\replaced{new}{old} and \rev{words}, not \deleted{there}here",
        ),
        ("β-model", r"\texorpdfstring{$\beta$}{beta}-model"),
        ("red blue", r"\textcolor[rgb]{1,0,0}{red} \colorbox{white}{blue}"),
        ("CNN and LLMs", r"\ac{CNN} and \acp{LLM}"),
        ("H₂O", r"\ce{H2O}"),
        ("Keywords: a · b", r"\keywords{a \and b}"),
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
    ("text", "source"),
    [
        ("5.0", r"\num{5.0}"),
        ("1.5 × 10⁻³", r"\num{1.5e-3}"),
        ("3 ± 1", r"\num{3 +- 1}"),
        ("1, 2 and 3", r"\numlist{1;2;3}"),
        ("1 to 2", r"\numrange{1}{2}"),
        ("km", r"\si{\kilo\meter}"),
        ("9.8 m s⁻²", r"\SI[mode=text]{9.8}{\metre\per\second\squared}"),
        ("3 GHz", r"\qty{3}{\giga\hertz}"),
        ("7 km/h", r"\SI{7}{km/h}"),
        ("4 m² to 5 m²", r"\SIrange{4}{5}{\square\metre}"),
        ("45°", r"\ang{45}"),
        ("12°3′4″", r"\ang{12;3;4}"),
        ("20 °C", r"\SI{20}{\celsius}"),
        ("6 m⁻³", r"\SI{6}{m^{-3}}"),
    ],
)
def test_quantities_of_siunitx(text: str, source: str) -> None:
    """
    Numbers and units read as siunitx prints them; the blank between them does not break.
    """
    assert text == to_text(source).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("© the authors", r"\c{opyright} the authors"),
        ("ρ = 0.5, κ-test, βx", r"\r{ho} = 0.5, \k{appa}-test, \b{eta}x"),
        ("ε, θ, δ, υ, χ, τ", r"\v{arepsilon}, \t{heta}, \d{elta}, \u{psilon}, \c{hi}, \t{au}"),
        ("3× a → b", r"$3\t{imes}$ $a\t{o} b$"),
        ("x̄", r"$\b{ar}{x}$"),
        ("Š, ç, ő, ą", r"\v{S}, \c{c}, \H{o}, \k{a}"),
    ],
)
def test_commands_that_arxiv_split_are_put_together(text: str, source: str) -> None:
    r"""
    arXiv takes the c of \copyright for an accent; a real accent stays over one letter.
    """
    assert text == to_text(source)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("pages 3–5", r"pages 3$\unicode{x2013}$5"),
        ("it’s", r"it$\unicode[Times]{x2019}$s"),
        ("a ≤ b", r"$a\unicode{8804}b$"),
        ("5 µm", r"5 $\unicode{xB5}$m"),
        ("a—b", r"a$\rule[0.3em]{1em}{0.5pt}$b"),
        (r"a \unicode{x202E} b", r"a \unicode{x202E} b"),
        (r"$\unicode{x0}$", r"$\unicode{x0}$"),
        (r"$\unicode{x110000}$", r"$\unicode{x110000}$"),
        (r"$\unicode{x5c}$", r"$\unicode{x5c}$"),
    ],
)
def test_characters_by_number(text: str, source: str) -> None:
    """
    A number of a character that may be printed becomes it; any other number stays visible.
    """
    assert text == to_text(source)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("never closed", r"\emph{never closed"),
        ("so it is (see there)", r"so it is\footnote{see there"),
        ("in red", r"\textbf{\textcolor{red}{in red"),
    ],
)
def test_a_style_that_never_closes_is_no_style(text: str, source: str) -> None:
    """
    Where it ends is unknown, so that only its words are shown.
    """
    assert text == to_text(source).replace("  ", " ")


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
        ("page (https://a.example)", r"\hyperlink{https://a.example}{page}"),
        ("https://a.example", r"\hyperlink{}{https://a.example}"),
        ("Section 1 and there", r"\hyperlink{sec}{Section 1} and \hyperref[sec]{there}"),
        ("https://doi.org/10.1/x_y", r"\doi{10.1/x\_y}"),
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
