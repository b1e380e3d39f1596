import pytest

from generator.papers.remarks.sentences import sentences


@pytest.mark.parametrize(
    "text",
    [
        "It handles shapes, e.g. Cubes, and more.",
        "Nets (cf. Figure 2) and trees, i.e. Graphs.",
        "We follow Ho et al. [5] in this.",
        "As in Fig. 3 and Eq. (4), it holds.",
        "Ours vs. Theirs.",
        "Named after Dr. J. W. Gibbs and others.",
        "Version v1.5 gains 2.5% over GPT-4.1 here.",
        "In the U.S. Senate.",
        "A set $\\{x. Y\\}$ is closed.",
        "A formula $ a. B $ with blanks.",
        r"Both \(a. B\) and \[a. B\] and $$a. B$$ count.",
        r"Called \emph{Some. Thing} here.",
        r"It keeps 99.2\% of it.",
        "Powered by Node.js and node.In.",
        "What?! yes.",
        "1. One thing.",
        "A line\nthat goes on.",
    ],
)
def test_no_sentence_ends_here(text: str) -> None:
    """
    Abbreviations, initials, numbers and formulas hold full stops that end nothing.
    """
    assert [text] == list(sentences(text))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It is slow.", "We fix it."),
        ("It is slow. ", " We fix it."),
        ("Is it slow?", "No."),
        ('They say "it is slow."', "We disagree."),
        ("(It is slow.)", "(We agree.)"),
        ("So are ``others.''", "Not ours."),
        ("They use cubes, etc.", "We use balls."),
        ("By Ho et al.", "The rest is new."),
        ("Sold in the U.S.", "Our study covers it."),
        ("It lacks vitamin C.", "The rest is fine."),
        ("It needs a name.", "nlg2choice is one."),
        ("It needs a verifier.", "dMLLM-TTS needs none."),
        ("It is slow.", "$O(n^2)$ steps are needed."),
        ("It is slow.", r"\textbf{FastNet} is not."),
        ("It is slow.", "3 seconds are needed."),
        ("It is slow.", "Éclair is not."),
        ("It costs $5.", "We spend $10 on it."),
        ("It runs in 30 ms.", "Trees do not."),
        ("There are two parts:", "\nAn encoder."),
        ("A heading", "\n\na text without capitals."),
        (r"It keeps 99\%.", "Others do not."),
        ("It ends at https://lab.org/x .", "Then it goes on."),
        ("It needs $x$.", "And $y$."),
    ],
)
def test_a_sentence_ends_here(first: str, second: str) -> None:
    """
    A full stop before something that begins a sentence ends one.
    """
    assert [first.strip(), second.strip()] == list(sentences(f"{first} {second}"))


def test_forgotten_blank_ends_a_sentence() -> None:
    """
    Authors forget the blank after a full stop; a word that opens sentences is sign enough.
    """
    assert ["It is slow.", "We fix it."] == list(sentences("It is slow.We fix it."))


def test_nothing_has_no_sentences() -> None:
    """
    An empty text has no sentences.
    """
    assert [] == list(sentences(""))
