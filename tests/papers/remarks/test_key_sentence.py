import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples.shared import SEED, corpus

from generator.papers.remarks import key_sentence
from generator.papers.remarks.sentences import sentences

ROOT = Path(__file__).parents[3]

JUDGED_OF_CORPUS = ROOT / "tests/data/remarks/key_sentences_of_corpus.tsv"

JUDGED = ROOT / "tests/data/remarks/key_sentences.tsv"

SAMPLE = ROOT / "generator/build/sample/papers.jsonl"

# Authors' own abstracts, which are no part of this project.
ABSTRACTS = SEED / "papers.jsonl"

BACKGROUND = "Maps are old. "


def abstracts(path: Path) -> dict[str, str]:
    papers = map(json.loads, path.read_text("utf-8").splitlines())
    return {paper["id"]: paper["abstract"] for paper in papers}


def judged(*, digests: bool) -> Iterator[tuple[str, str, bool]]:
    for line in JUDGED.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            identifier, _, expected, *missed = line.split("\t")
            if expected.startswith("sha256:") == digests:
                yield identifier, expected, bool(missed)


def judged_numbers() -> Iterator[tuple[str, set[int], set[int]]]:
    for line in JUDGED_OF_CORPUS.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            identifier, best, acceptable = line.split("\t")
            yield identifier, set(map(int, best.split())), set(map(int, acceptable.split()))


def number_of_key_sentence(paper: dict[str, Any]) -> int:
    key = key_sentence(paper["abstract"], paper["title"])
    found = enumerate(sentences(paper["abstract"].strip()), 1)
    return next(number for number, sentence in found if sentence.endswith(key[1:]))


def digest(sentence: str) -> str:
    return f"sha256:{hashlib.sha256(sentence.encode()).hexdigest()[:16]}"


def test_agrees_with_judgement_on_the_sample() -> None:
    """
    Of 40 sample papers judged by hand, 39 show the sentence a reader would choose.

    The other's name, Odysseus, looks like any word, so its first sentence is shown.
    """
    texts = abstracts(SAMPLE)

    agreed = {
        identifier: expected == key_sentence(texts[identifier])
        for identifier, expected, _ in judged(digests=False)
    }

    assert 40 == len(agreed)
    assert {"2512.20168"} == {identifier for identifier, same in agreed.items() if not same}
    assert agreed == {identifier: not missed for identifier, _, missed in judged(digests=False)}


@pytest.mark.shared
def test_agrees_with_judgement_on_authors_abstracts() -> None:
    """
    Of 40 papers with their authors' abstracts judged by hand, 39 show the right sentence.

    In the other one, two sentences propose: a motive, and then the network itself.
    """
    texts = abstracts(ABSTRACTS)

    agreed = {
        identifier: expected == digest(key_sentence(texts[identifier]))
        for identifier, expected, _ in judged(digests=True)
    }

    assert 40 == len(agreed)
    assert {"2506.07576"} == {identifier for identifier, same in agreed.items() if not same}
    assert agreed == {identifier: not missed for identifier, _, missed in judged(digests=True)}


@pytest.mark.shared
def test_few_key_sentences_of_the_corpus_mislead() -> None:
    """
    Of 400 papers judged by hand, nine in ten show the best sentence and two a misleading one.
    """
    papers = {paper["id"]: paper for paper in corpus("papers.jsonl.gz")}
    grades = [
        "best" if number in best else "acceptable" if number in acceptable else "misleading"
        for identifier, best, acceptable in judged_numbers()
        for number in [number_of_key_sentence(papers[identifier])]
    ]

    assert {"best": 378, "acceptable": 20, "misleading": 2} == Counter(grades)


@pytest.mark.shared
def test_few_abstracts_fall_back_to_their_beginning() -> None:
    """
    Authors begin with what everybody knows; the key sentence is further down in nine of ten.
    """
    texts = abstracts(ABSTRACTS).values()

    at_the_beginning = [text for text in texts if text.startswith(key_sentence(text))]

    assert len(at_the_beginning) <= 0.1 * len(texts)


@pytest.mark.parametrize(
    "sentence",
    [
        "We propose a map.",
        "We therefore also introduce MapNet, a net of maps.",
        "We have developed a map.",
        "This paper presents a map.",
        "The present study asks why.",
        "Our work addresses maps.",
        "For want of maps, this work draws them.",
        "We define maps and introduce an atlas.",
        "We open-source MapNet, a net.",
        "We prove that $\\chi \\le 4$.",
        "A new map is proposed.",
        "The aim of this study was a map.",
        "We examine maps.",
        "We have recently found maps.",
        "We apply NMF to maps.",
        "I colour maps.",
        "MapNet is a net of maps.",
        "\\textbf{MapNet} draws maps.",
        "M$^3$AP draws maps.",
        "nlg2map first draws maps.",
        "Fast Map Drawing uses pens.",
        "In MapNet, pens draw.",
        "The framework draws maps.",
        "A benchmark of 50 maps shows it.",
        "Here a pen draws.",
        "The authors measure maps.",
        "We argue that maps matter.",
        "In this position paper, we argue that maps matter.",
        "We are the first to draw maps.",
        "We address this by introducing MapNet.",
        "This research delved into maps.",
        "The current study introduces maps.",
        "A map named MapNet was designed.",
        "An atlas of old maps has been proposed.",
    ],
)
def test_sentence_that_says_what_was_done_is_found(sentence: str) -> None:
    """
    Authors say what they did in many forms; summaries in the third person too.
    """
    assert sentence == key_sentence(f"{BACKGROUND}{sentence} Results are good.")


@pytest.mark.parametrize(
    "sentence",
    [
        "We have few maps.",
        "We also are few.",
        "While maps are good, we find them old.",
        "To draw them, we propose two novel methods.",
        "We release our code.",
        "MLLMs models maps.",
        "VAD is a challenging task.",
        "A tool used by the authors draws.",
        "This paper is organized as follows.",
        "In Europe, maps are common.",
        "Recently, an atlas has been proposed.",
        "While an atlas was proposed, few use it.",
        "We show that they are.",
        "This study addresses both problems.",
        "This work investigates the cause of this gap.",
    ],
)
def test_first_sentence_stands_where_none_tells(sentence: str) -> None:
    """
    Background, promises and by-the-ways are passed over; without a claim the beginning is shown.
    """
    assert "Maps are old." == key_sentence(BACKGROUND + sentence)


def test_stronger_claim_wins_over_an_earlier_one() -> None:
    """
    What is proposed says more than what is studied or shown before.
    """
    abstract = f"{BACKGROUND}We study maps. We show that they are flat. We propose globes."

    assert "We propose globes." == key_sentence(abstract)


@pytest.mark.parametrize(
    "sentence",
    [
        "In this work, we identify why maps are flat.",
        "In this paper, we investigate maps.",
        "We begin by asking for maps.",
        "This paper studies the problem of maps.",
        "This work addresses flat maps.",
        "To evaluate maps, we introduce MapBench.",
        "As an aside, we propose pens.",
        "We present existing maps.",
        "We show that maps are flat.",
        "An algorithm for maps is proposed.",
    ],
)
def test_contribution_wins_over_what_leads_to_it(sentence: str) -> None:
    """
    Authors study a problem, measure it or show what exists before they propose something.
    """
    abstract = f"{BACKGROUND}{sentence} To mend this, we introduce GlobeNet, a globe."

    assert "We introduce GlobeNet, a globe." == key_sentence(abstract)


@pytest.mark.parametrize(
    "sentence",
    [
        "Furthermore, we propose pens.",
        "Finally, we introduce a pen.",
        "We also propose pens.",
        "We further introduce a pen.",
        "To test it, we propose MapBench.",
        "Experiments show that maps are round.",
        "By drawing maps, this work provides a basis for globes.",
        "Our work opens a way to globes.",
        "Overall, this study sketches a way to globes.",
        "We hope this helps.",
    ],
)
def test_contribution_wins_over_what_follows_it(sentence: str) -> None:
    """
    What authors add, test or conclude at the end is not what the paper is about.
    """
    abstract = f"{BACKGROUND}In this paper, we study maps. {sentence}"

    assert "We study maps." == key_sentence(abstract)


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        (
            "This paper explores maps and develops MapNet. We introduce pens.",
            "This paper explores maps and develops MapNet.",
        ),
        ("We study maps of the moon. This work supports sailors.", "We study maps of the moon."),
        ("To test this, we introduce MapBench. We present pens.", "We introduce MapBench."),
        (
            "We show that maps are flat. We mend that by introducing globes.",
            "We mend that by introducing globes.",
        ),
        ("We propose a map with two modules. We use pens.", "We propose a map with two modules."),
        (
            "This paper attempts to introduce maps. We present pens.",
            "This paper attempts to introduce maps.",
        ),
    ],
)
def test_first_of_several_contributions_is_taken(abstract: str, expected: str) -> None:
    """
    Authors name first what matters most.
    """
    assert expected == key_sentence(BACKGROUND + abstract)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("MapNet: A Net of Maps", "We present MapNet, a net."),
        ("MAPNET: Maps", "We present MapNet, a net."),
        (r"Map$\text{Net}$: Maps", "We present MapNet, a net."),
        ("A Net of Maps", "We introduce MapNets, a set of maps."),
        ("Maps: A Survey", "We introduce MapNets, a set of maps."),
        ("GlobeNet: Round Maps", "We introduce MapNets, a set of maps."),
    ],
)
def test_sentence_that_proposes_what_the_title_names_comes_first(title: str, expected: str) -> None:
    """
    A data set that is proposed on the way is not what the paper is about.
    """
    abstract = (
        rf"{BACKGROUND}We introduce MapNets, a set of maps. We present \textbf{{MapNet}}, a net."
    )

    assert expected == key_sentence(abstract, title).replace(r"\textbf{MapNet}", "MapNet")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("To address this, we propose globes.", "We propose globes."),
        ("To overcome these severe limitations, we propose globes.", "We propose globes."),
        ("To bridge the gap, we propose globes.", "We propose globes."),
        ("In this paper, we propose globes.", "We propose globes."),
        ("In this paper we propose globes.", "We propose globes."),
        ("However, in this work, we propose globes.", "We propose globes."),
        ("Building on these insights, we propose globes.", "We propose globes."),
        ("In this work, we aim to draw globes.", "We aim to draw globes."),
        ("To this end, a globe was designed.", "A globe was designed."),
        ("Method: We propose globes.", "We propose globes."),
        ("Here, nlg2globe is proposed.", "nlg2globe is proposed."),
        ("Here, $k$ globes are proposed.", "$k$ globes are proposed."),
        ("To print flat maps, we propose globes.", "To print flat maps, we propose globes."),
        ("Inspired by apples, we propose globes.", "Inspired by apples, we propose globes."),
    ],
)
def test_lead_in_is_dropped_when_it_only_points_back(sentence: str, expected: str) -> None:
    """
    The key sentence begins at the point; a lead-in that says something stays.
    """
    assert expected == key_sentence(BACKGROUND + sentence)


def test_formula_and_abbreviation_do_not_cut_the_sentence() -> None:
    """
    The key sentence is whole, TeX as it stands.
    """
    sentence = r"We propose globes, i.e. Balls, for \(x. Y\) with $a. B$ in 99.5\% of cases."

    assert sentence == key_sentence(f"{BACKGROUND}{sentence} They are good.")


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_blank_abstract_has_no_key_sentence(text: str) -> None:
    """
    Nothing says nothing.
    """
    assert "" == key_sentence(text)


def test_only_the_beginning_of_a_huge_abstract_is_read() -> None:
    """
    Five megabytes of text are no abstract, and cost no more than one.
    """
    assert len(key_sentence("we propose " * 500_000)) <= 10_000


WORDS = st.sampled_from(
    "We propose|To address this,|In this paper,|Here,|.|?|:\n|\n\n|$|\\(|e.g.|is a|MapNet|{|}"
    "|\\emph{|I|Method: |\u00df|\x1c".split("|")
)


@settings(max_examples=200)
@given(st.lists(WORDS | st.text(max_size=8)).map(" ".join))
def test_key_sentence_is_made_of_the_abstract(text: str) -> None:
    """
    Any text has a key sentence, and each of its words is the abstract's.
    """
    key = key_sentence(text)

    assert bool(text.strip()) == bool(key)
    assert key[1:] in text
    assert set(key.casefold().split()) <= set(text.casefold().split())
