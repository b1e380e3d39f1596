"""
An author's name in the parts that bibliographies need, or the name of a body in one piece.
"""

import re

from msgspec import Struct

from generator.text import tex

# A name that ends with one of these words is a body's.
_BODY_ENDS = frozenset(
    "academy agency agents alliance association authors center centre collaboration collaborations"
    " committee community company consortia consortium contributors corp corporation council"
    " department developers experiment federation foundation gmbh group groups hospital inc"
    " industries initiative institut institute institution intelligence lab laboratories laboratory"
    " labs llc llm ltd members ministry models network networks observatory organisation"
    " organization partnership programme project projects research society studio studios survey"
    " systems taskforce team teams technologies technology telescope university workshop".split()
)

# A name that has one of these words anywhere, or a small word such as "for", is a body's.
_BODY_WORDS = frozenset(
    "collaboration consortium department ecole école foundation hochschule ibm institut institute"
    " instituto istituto laboratory politecnico team universidad universidade universitat"
    " università université universität university".split()
)

_BODY_SMALL_WORDS = frozenset("for in of on the".split())

# Firms that sign papers with further words, such as Google DeepMind.
_FIRMS = frozenset(
    "alibaba anthropic baidu bytedance cohere deepmind deepseek eleutherai google hugging"
    " huggingface kuaishou meituan microsoft minimax mistral moonshot nvidia openai stepfun tencent"
    " xiaomi".split()
)

# OpenAI, DeepSeek-AI, Inclusion AI, GLM-4.5, example.org; not AISHA or Ai.
_BODY_SHAPE = re.compile(r"(?:.*[a-z-])?A(?:I|GI)|.*-\d[\d.]*|.+\.(?:ai|com|io|org|net)")

# Words that belong to the family name behind them: Vincent van Gogh.
_PARTICLES = frozenset(
    "af al av bin bint da dal dalla das de degli dei del della delle dello den der des di do"
    " dos du el ibn la las le lo los op san st te ten ter til ur van vande vanden vander vom von"
    " zu zum zur 't".split()
)

# These join two family names: José Ortega y Gasset.
_JOINTS = frozenset("e i y".split())

# Particles that some families write with a capital: Luc Van Gool. In names from China, Korea and
# Vietnam they are given names: Kiet Van Nguyen.
_CAPITAL_PARTICLES = frozenset(
    "Al Ben Bin Da Dal Dalla Das De Del Della Den Der Des Di Do Dos Du El La Las Le Lo Los Mac"
    " Mc San St. Ten Ter Van Vande Vanden Vander Von Zu".split()
)

_EASTERN_FAMILIES = frozenset(
    "Bui Cao Chan Chen Choi Dang Dao Deng Dinh Do Doan Duong Feng Gao Guo Ha Han He Ho Hoang Hu"
    " Huang Huynh Kang Kim Le Lee Li Liang Lin Liu Lu Luo Luong Luu Ly Ma Mai Minh Ngo Nguyen"
    " Nguyễn Park Peng Pham Phan Phạm Quang Song Sun Tan Tang Tran Trinh Truong Trần Tung Vo Vu"
    " Võ Vũ Wang Wu Xie Xu Yang Yu Zhang Zhao Zheng Zhou Zhu".split()
)

# In Brazil these follow the family name and stay with it: Antônio Leitão Filho.
_DESCENDANTS = frozenset("Filho Junior Júnior Neto Sobrinho".split())

_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV", re.ASCII)

# One letter. E and O are families in China and Korea.
_INITIAL = re.compile(r"[^\W\d_]\.|[^\W\d_EO]")

# Han, kana and Hangul: the family name comes first.
_EAST_ASIAN_LETTER = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]")

# In an author field BibTeX reads "and" as a separator, and "others" as "et al."
_RESERVED = frozenset(("and", "others"))


class Name(Struct, frozen=True):
    """
    An author's name in parts.
    """

    family: str
    """The family name; for a body, or where the parts are unknown, the whole name."""

    given: str = ""
    """Given names; empty if there are none."""

    suffix: str = ""
    """``Jr.``, ``III`` and the like; empty if there is none."""

    collective: bool = False
    """True for the name of a body, which must stay in one piece."""


def name_of(author: str) -> Name:
    """
    Return the parts of *author*, a name as arXiv writes it: ``Ludwig van Beethoven``.

    The last word is the family name, together with the particles before it. The name of a body, a
    name with a comma, in Chinese, Japanese or Korean letters, or with a word that BibTeX reserves
    stays in one piece.
    """
    text = " ".join(tex.to_text(author).split()).rstrip(" :;,")
    head, comma, tail = text.partition(", ")
    if comma and _SUFFIX.fullmatch(tail):
        text = f"{head} {tail}"
    words = text.split()
    if "," in text or _RESERVED & {word.lower() for word in words} or _is_body(words):
        return Name(text, collective=True)
    if _EAST_ASIAN_LETTER.search(text):
        return Name(text)
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""  # noqa: PLR2004 - given and family name
    if begin := _begin_of_initials(words):
        return Name(" ".join(words[:begin]), " ".join(words[begin:]), suffix)
    if len(words) > 1 and _is_family_in_capitals(words):
        return Name(words[0], " ".join(words[1:]), suffix)
    begin = _begin_of_family(words)
    return Name(" ".join(words[begin:]), " ".join(words[:begin]), suffix)


def _is_body(words: list[str]) -> bool:
    lowered = [word.lower().rstrip(".") for word in words]
    if not words:
        return False
    if len(words) == 1:
        return lowered[0] in _FIRMS or bool(_BODY_SHAPE.fullmatch(words[0]))
    if lowered[-1] in _BODY_ENDS or not _FIRMS.isdisjoint((lowered[0], lowered[-1])):
        return True
    return (
        words[0] == "the"
        or any(map(str.isdigit, words))
        or not _BODY_WORDS.isdisjoint(lowered)
        or not _BODY_SMALL_WORDS.isdisjoint(words[1:])
        or any(map(_BODY_SHAPE.fullmatch, words))
        or (words[0] == "The" and any(word.isupper() and len(word) > 1 for word in words))
    )


def _begin_of_initials(words: list[str]) -> int:
    # "Kumar S. R.": what is abbreviated behind a full name is no family name.
    begin = len(words)
    while begin > 0 and _INITIAL.fullmatch(words[begin - 1]):
        begin -= 1
    return begin if begin < len(words) and not _INITIAL.fullmatch(words[0]) else 0


def _is_family_in_capitals(words: list[str]) -> bool:
    first = words[0]
    return (
        len(first) > 1
        and first.isupper()
        and first.capitalize() in _EASTERN_FAMILIES
        and not any(word.isupper() for word in words[1:])
    )


def _begin_of_family(words: list[str]) -> int:
    begin = last = len(words) - 1
    is_eastern = not _EASTERN_FAMILIES.isdisjoint((words[0], words[-1])) if words else False
    if begin > 1 and words[last] in _DESCENDANTS:
        begin -= 1
    while begin > 1:
        word = words[begin - 1]
        if word in _JOINTS and begin > 2:  # noqa: PLR2004 - a given name remains
            begin -= 2
        elif word in _PARTICLES or (word in _CAPITAL_PARTICLES and not is_eastern):
            begin -= 1
        else:
            break
    # "van der Waals": a family name alone.
    is_alone = begin == 1 and words[0] in _PARTICLES and words[last][:1].isupper()
    return 0 if is_alone else max(begin, 0)
