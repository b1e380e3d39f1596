"""
Formulas in one line.
"""

import pytest

from generator.text.tex import to_feed_html, to_text


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("10⁻³", "10^{-3}"),
        ("ℓ₂", r"\ell_{2}"),
        ("ℝ^(n×d)", r"\mathbb{R}^{n\times d}"),
        ("x^(2ⁿ)", "x^{2^n}"),
        ("x_b", "x_b"),
        ("xᵢ²", "x_i^2"),
        ("f″(x)", "f''(x)"),
        ("xᵢ′", "x_i'"),
        ("A^⊤B", r"A^\top B"),
        ("A*", "A^*"),
        ("90°", r"90^\circ"),
        ("³", "^3"),
        ("x̂", r"\hat{x}"),
        ("Õ(n)", r"\tilde{O}(n)"),
        ("v⃗", r"\vec v"),
        ("ℒ + ℱ".replace(" ", ""), r"{\cal L}+\mathscr{F}"),
        ("𝐱 and ℍ", r"\mathbf{x} \text{ and } \mathbb H"),
        ("𝛉", r"\mathbfθ"),
        ("NP and abc", r"\mathsf{NP} \text{ and } \mathbf{abc}"),
        ("tr A".replace(" ", ""), r"{\rm tr}A"),
        ("rank A", r"\operatorname{rank}A"),
        ("argmax f", r"\operatorname*{arg\,max} f"),
        ("n log n", r"n\log n"),
        ("O(log² n)", r"O(\log^2 n)"),
        ("max_(x∈S) f(x)", r"\max_{x\in S} f(x)"),
        ("∑ᵢ₌₁ⁿ xᵢ", r"\sum_{i=1}^n x_i"),
        ("∑ᵢ₌₁ⁿ xᵢ", r"\sum\limits_{i=1}^n x_i"),
        ("∫₀¹ f(x) dx", r"\int_0^1 f(x)\,dx"),
        ("∇f(x)/‖x‖", r"\nabla f(x)/\|x\|"),
        ("a ≤ b", r"a \le b"),
        ("x ∼ p", r"x \sim p"),
        ("a ≠ b ∉ C", r"a \not= b \not\in C"),
        ("x ≔ y", "x := y"),
        ("f:X → Y", r"f\colon X\to Y"),
        ("{1,…,n}", r"\big\{1,\dots,n\big\}"),
        ("a b", r"a\\b"),
        ("ab", r"a\!b"),
        ("2in", "2in"),
        ("a%b", "a % b"),
        ("x", r"\color{red}x"),
        ("arg maxₓ f", r"\arg\max_x f"),
        ("argmaxₓ f", r"\operatorname*{\mathrm{arg}\,max}_x f"),
        ("k-NN", r"\operatorname{k-NN}"),
        ("x†‡", r"x^\dag\ddag"),
        ("x̃ŷv⃗", r"\Tilde{x}\Hat{y}\Vec v"),
        ("94.2±0.3", r"\textbf{94.2}\pm 0.3"),
        ("⌈n⌉⟨x⟩‖y‖", r"\Big\lceil n\Big\rceil\big<x\big>\bigl\lVert y\bigr\rVert"),
        ("𝒀", r"\mbox{\boldmath $Y$}"),
        ("𝔽_qℂⁿ", r"\F_q\C^n"),
        ("5°C ©", r"5\text{\textdegree{}C \copyright}"),
        ("x_(if a)", r"x_\text{if $a$}"),
        ("é a_b 5%", r"\text{\'e {a}\_b 5\%}"),
        ("|x|+‖y‖₂", r"\abs{x}+\norm{y}_2"),
        ("⟨a|b⟩", r"\braket{a}{b}"),
        ("⟨a|H|b⟩[c,d]", r"\mel{a}{H}{b}\comm{c}{d}"),
        ("d²x/(dt²)", r"\dv[2]{x}{t}"),
        ("1/2", r"\nicefrac{1}{2}"),
        ("CO₂ → SO₄²⁻", r"\ce{CO2 -> SO4^{2-}}"),
        ("5 km", r"\SI{5}{\kilo\metre}"),
        ("a≰b ↛ c⟂̸d", r"a\not\le b\not\to c\not\perp d"),
        ("6,000", "6{,}000"),
        ("…", r"\mathellipsis"),
        ("x²", r"x\textsuperscript{2}"),
        ("a ≤ b", "a≤b"),
    ],
)
def test_formulas_in_one_line(text: str, tex: str) -> None:
    """
    What is one line in print is one line of Unicode.
    """
    assert text == to_text(f"${tex}$")


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("a/b", r"\frac{a}{b}"),
        ("a/(b+c)", r"\frac{a}{b+c}"),
        ("(a+b)/(c+d)", r"\frac{a+b}{(c+d)}"),
        ("a/((b+c)(d+e))", r"\frac{a}{(b+c)(d+e)}"),
        ("2a/(bc)", r"\frac{2a}{bc}"),
        ("(−a)/b", r"\frac{-a}{b}"),
        ("2(1/2)", r"2\frac{1}{2}"),
        ("(1/2)x", r"\frac12 x"),
        ("1−a/b", r"1-\frac{a}{b}"),
        ("f(a/b)", r"f\left(\frac{a}{b}\right)"),
        ("(a/b)²", r"\left(\frac{a}{b}\right)^2"),
        ("(a/b)²", r"{\frac{a}{b}}^2"),
        ("log (n/k)", r"\log\frac{n}{k}"),
        ("n/(log n)", r"\frac{n}{\log n}"),
        ("x^(1/2)", r"x^{\frac{1}{2}}"),
        ("a/b", r"{a \over b}"),
        ("√n", r"\sqrt n"),
        ("C√n", r"C\sqrt{n}"),
        ("√(n)m", r"\sqrt{n}m"),
        ("√(n+1)", r"\sqrt{n+1}"),
        ("(√n)³", r"\sqrt{n}^3"),
        ("1/√n", r"\frac{1}{\sqrt n}"),
        ("(√a)/b", r"\frac{\sqrt a}{b}"),
        ("∛x", r"\sqrt[3]{x}"),
    ],
)
def test_two_dimensions_in_one(text: str, tex: str) -> None:
    """
    Fractions and roots get the parentheses that print does without.
    """
    assert text == to_text(f"${tex}$")


@pytest.mark.parametrize(
    "tex",
    [
        r"\frac{1}{\frac{a}{b}}",
        r"\binom{n}{k}",
        r"\overline{ab}",
        r"\underline{x}",
        r"\stackrel{d}{=}",
        r"\underbrace{a+b}_{n}",
        r"\sqrt[n]{x}",
        r"\begin{pmatrix}1 & 2\end{pmatrix}",
        r"\begin{cases} a & b \\ c & d \end{cases}",
        r"\phantom{x}",
        r"\mathours x",
        r"\abs x",
        r"x \SI{a b}{\metre}",
        r"x \text{a \textsuperscript{b} c}",
    ],
)
def test_what_does_not_fit_in_one_line_stays_tex(tex: str) -> None:
    """
    A formula that one line cannot say is not said half.
    """
    assert f"${tex}$" == to_text(f"${tex}$")
    assert f"${tex}$".replace("&", "&amp;") == to_feed_html(f"${tex}$")


@pytest.mark.parametrize(
    ("html", "source"),
    [
        ("<i>x</i>² &lt; 10⁻³", "$x^2<10^{-3}$"),
        ("ℝ<sup><i>n</i>×<i>d</i></sup>", r"$\mathbb{R}^{n\times d}$"),
        ("<i>x</i><sub><i>ab</i></sub>", "$x_{ab}$"),
        ("<i>O</i>(<i>MN</i>)", "$O(MN)$"),
        ("<em>oh</em> &amp; <i>C</i>√<i>n</i>", r"\emph{oh} & $C\sqrt{n}$"),
        (r"\ours &lt;b&gt;", r"\ours <b>"),
        ("plain &lt;b&gt;", "plain <b>"),
        ("one<br>two", "one\ntwo"),
    ],
)
def test_feed_readers_get_no_mathml(html: str, source: str) -> None:
    """
    Feed readers that drop MathML's tags would print C√n as Cn.
    """
    assert html == to_feed_html(source)
