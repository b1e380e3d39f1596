"""
Damages right answers of arXiv by rule, and says what may come of each damage.

A damage is *detectable* if arXiv could not have given the damaged answer to any question: two
titles, an element inside a text, no identifier. It is *undetectable* if another state of the paper
would give the same answer: another word in the abstract, no comment, one author fewer.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from random import Random
from typing import Literal

from lxml import etree
from msgspec import Struct

# harmless: all papers are read as if nothing had happened. detectable: each paper is read so, or
# is not read. undetectable: the papers of other entries are read so.
Effect = Literal["harmless", "detectable", "undetectable"]


class Damage(Struct, frozen=True):
    """
    A damaged answer.
    """

    body: bytes
    """The answer."""
    effect: Effect
    """What may come of it."""
    entry: int
    """The number of the entry or record that was damaged."""
    rule: str
    """What was done, to which element."""


# What an entry or record cannot be without, and may have but once.
NEEDED = frozenset(
    {"id", "title", "summary", "updated", "published", "name"}
    | {"header", "identifier", "datestamp", "metadata", "arXivRaw", "authors", "abstract"}
    | {"categories", "entry", "record"}
)

# A page of OAI-PMH does not say how many records it has.
UNCOUNTED = frozenset({"record"})

# What an entry or record may have but once, and may lack.
SINGLE = frozenset({"comment", "journal_ref", "primary_category", "comments", "journal-ref"})

_JUNK = "Sorry, 1 & 2 < 3"


def damaged(body: bytes, chance: Random) -> Damage:
    """
    *body*, an answer with entries or a page of records, with one damage by *chance*.
    """
    root = etree.fromstring(body)
    entries = [one for one in root.iter("{*}entry", "{*}record") if isinstance(one.tag, str)]
    number = chance.randrange(len(entries))
    element = chance.choice(list(entries[number].iter("*")))
    name = _name(element)
    rule, apply = chance.choice(list(_RULES.items()))
    effect = apply(element, chance)
    return Damage(etree.tostring(root, encoding="UTF-8"), effect, number, f"{rule} {name}")


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _comment(element: etree._Element, chance: Random) -> Effect:
    return _break(element, chance, etree.Comment("x"))


def _instruction(element: etree._Element, chance: Random) -> Effect:
    return _break(element, chance, etree.ProcessingInstruction("x", "y"))


def _break(element: etree._Element, chance: Random, node: etree._Element) -> Effect:
    text = element.text or ""
    place = chance.randint(0, len(text))
    element.text, node.tail = text[:place], text[place:]
    element.insert(0, node)
    return "harmless"


def _cdata(element: etree._Element, _: Random) -> Effect:
    if not len(element) and element.text and "]]>" not in element.text:
        element.text = etree.CDATA(element.text)
    return "harmless"


def _child(element: etree._Element, chance: Random) -> Effect:
    inner = etree.Element(chance.choice(("x", element.tag)))
    inner.text = _JUNK
    _break(element, chance, inner)
    return "detectable" if _name(element) in NEEDED | SINGLE else "undetectable"


def _duplicate(element: etree._Element, chance: Random) -> Effect:
    copy = deepcopy(element)
    if chance.random() < 1 / 2 and not len(copy):
        copy.text = _JUNK
    parent = element.getparent()
    assert parent is not None
    parent.insert(chance.randint(0, len(parent)), copy)
    return "detectable" if _name(element) in NEEDED | SINGLE else "undetectable"


def _delete(element: etree._Element, _: Random) -> Effect:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
    return "detectable" if _name(element) in NEEDED - UNCOUNTED else "undetectable"


def _rename(element: etree._Element, chance: Random) -> Effect:
    needed = _name(element) in NEEDED - UNCOUNTED
    effect: Effect = "detectable" if needed else "undetectable"
    siblings = [one.tag for one in _siblings(element)]
    element.tag = chance.choice([*siblings, "x", f"{etree.QName(element).text}s"])
    return effect


def _move(element: etree._Element, chance: Random) -> Effect:
    others = [one for one in _siblings(element) if one is not element]
    if not others:
        return "harmless"
    chance.choice(others).append(element)
    return "detectable" if _name(element) in NEEDED else "undetectable"


def _swap(element: etree._Element, chance: Random) -> Effect:
    others = list(_siblings(element))
    other = chance.choice(others)
    if other is element:
        return "harmless"
    parent = element.getparent()
    assert parent is not None
    place, there = parent.index(element), parent.index(other)
    first, second = deepcopy(element), deepcopy(other)
    parent[place], parent[there] = second, first
    ordered = {"author", "category", "doi", "entry", "record"} & {_name(element), _name(other)}
    return "undetectable" if ordered else "harmless"


def _empty(element: etree._Element, _: Random) -> Effect:
    name, leaf = _name(element), not len(element)
    element.text = None
    # Without a name, an author is none.
    return "detectable" if leaf and name in NEEDED - {"name"} else "undetectable"


def _garble(element: etree._Element, chance: Random) -> Effect:
    text = element.text or ""
    place = chance.randint(0, len(text))
    element.text = (
        text[:place] + chance.choice("09x )\u202e") + text[place + chance.randint(0, 2) :]
    )
    return "detectable" if _name(element) in {"id", "identifier"} else "undetectable"


def _attribute(element: etree._Element, chance: Random) -> Effect:
    names = list(element.attrib)
    if names and chance.random() < 1 / 2:
        name = chance.choice(names)
        del element.attrib[name]
        return "detectable" if (_name(element), name) == ("category", "term") else "undetectable"
    element.set(chance.choice(("type", "status", "xml")), chance.choice(("deleted", "html", "")))
    return "detectable"


def _siblings(element: etree._Element) -> Iterator[etree._Element]:
    parent = element.getparent()
    assert parent is not None
    return parent.iterchildren("*")


_RULES: dict[str, Callable[[etree._Element, Random], Effect]] = {
    "a comment in": _comment,
    "an instruction in": _instruction,
    "CDATA in": _cdata,
    "an element in": _child,
    "another": _duplicate,
    "no": _delete,
    "another name for": _rename,
    "another place for": _move,
    "a neighbour in place of": _swap,
    "no text in": _empty,
    "another character in": _garble,
    "other attributes of": _attribute,
}
