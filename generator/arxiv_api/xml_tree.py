"""
Parses answers as XML, also those that hold characters which XML forbids.
"""

import re

from lxml import etree

# Half of a surrogate pair or a control character, from a PDF or a word processor, makes a whole
# answer unreadable. Each is replaced by this noncharacter, which XML allows and no text has.
REPLACEMENT = "\U0001fffe"

# References to a character, and bytes that encode no character of XML: UTF-8 has no surrogates,
# so bytes of this form can be nothing else.
_SUSPECT = re.compile(
    rb"&#(?:[0-9]{1,9}|x[0-9A-Fa-f]{1,8});"
    rb"|\xed[\xa0-\xbf][\x80-\xbf]|\xef\xbf[\xbe\xbf]|[\x00-\x08\x0b\x0c\x0e-\x1f]+"
)

# https://www.w3.org/TR/xml/#charsets
# Char ::= #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF]
_CHARACTERS = (
    *((0x9, 0xA), (0xD, 0xD), (0x20, 0xD7FF)),
    *((0xE000, 0xFFFD), (0x10000, 0x10FFFF)),
)

# Each suspect costs time and memory, and so does each element and attribute. An answer of 2,000
# papers has some 100,000 elements and attributes, and twenty suspects. With the longest lists of
# authors that arXiv has, it has 600,000 elements.
_MOST_SUSPECTS = 500_000

_MOST_NODES = 1_000_000

# Each declaration of a namespace makes finding the namespace of an element slower. Until 2025
# arXiv declared a namespace on each element of its own: some ten times an entry.
_MOST_NAMESPACES = 50_000

_ENCODING = re.compile(
    rb"""(?:\xef\xbb\xbf)?<\?xml[^>]{0,99}?\bencoding\s{0,9}=\s{0,9}["']([^"'>]{1,40})["']"""
)


def parse_xml(body: bytes, root: str, kind: str) -> etree._Element:
    """
    Parse *body*, and return its root element, whose qualified name must be *root*.

    Comments and processing instructions are left out, and the text around them is one text.
    Forbidden characters become REPLACEMENT. Raises ValueError for anything else that is no
    well-formed XML in UTF-8 without a document type, for an answer that would cost too much to
    read, and for another root; its message says *kind*, the name of the expected document.
    """
    _check_encoding(body)
    whole = replace_forbidden(body)
    _check_cost(whole)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        found = etree.fromstring(whole, parser)
    except etree.XMLSyntaxError as exc:
        raise ValueError(f"is not XML from beginning to end: {exc}") from exc
    if found.tag != root:
        raise ValueError(f"is no {kind} but <{etree.QName(found).localname}>")
    return found


def replace_forbidden(body: bytes) -> bytes:
    """
    Return *body* with REPLACEMENT in place of each character, or row of characters, that XML
    forbids.

    Raises ValueError if there are too many of them.
    """
    found, count = _SUSPECT.subn(_replacement, body, count=_MOST_SUSPECTS)
    if count == _MOST_SUSPECTS:
        raise ValueError(f"has {count} character references or control characters, or more")
    return found


def has_replacement(element: etree._Element) -> bool:
    """
    Whether a text or an attribute in *element* held a character that XML forbids.
    """
    return any(REPLACEMENT in text for text in element.itertext()) or any(
        REPLACEMENT in str(value) for one in element.iter() for value in one.attrib.values()
    )


def has_breaks(body: bytes) -> bool:
    """
    Whether *body* may have a comment or a processing instruction, which break a text in two.
    """
    return b"<!" in body or b"<?" in body[len("<?") :]


def only(parent: etree._Element, tag: str) -> etree._Element | None:
    """
    Return the only child of *parent* with this *tag*; None if there is none.

    Raises ValueError if there are several: nothing says which of them is right.
    """
    found = parent.find(tag)
    if found is not None and next(found.itersiblings(tag), None) is not None:
        raise ValueError(f"has more than one {etree.QName(tag).localname}")
    return found


def only_text(parent: etree._Element, tag: str) -> str | None:
    """
    Return the whole text of the only child of *parent* with this *tag*; None if there is none.

    Raises ValueError if there are several such children, or an element in the child's text.
    """
    found = only(parent, tag)
    return None if found is None else whole_text(found)


def whole_text(element: etree._Element) -> str:
    """
    Return the text of *element*. Raises ValueError if another element is inside the text.
    """
    if len(element):
        inner, outer = (etree.QName(one).localname for one in (element[0], element))
        raise ValueError(f"has an element {inner} in the text of its {outer}")
    return element.text or ""


def _check_encoding(body: bytes) -> None:
    declared = _ENCODING.match(body)
    if declared and declared[1].upper() not in {b"UTF-8", b"UTF8", b"US-ASCII", b"ASCII"}:
        raise ValueError(f"is written in {declared[1].decode('ascii', 'replace')}, not in UTF-8")


def _check_cost(body: bytes) -> None:
    # Before parsing: the declarations of a document type may multiply what an answer holds.
    if b"<!DOCTYPE" in body:
        raise ValueError("declares a document type, which no answer needs")
    if body.count(b"<") + body.count(b"=") > _MOST_NODES:
        raise ValueError(f"has more than {_MOST_NODES} elements and attributes")
    if body.count(b"xmlns") > _MOST_NAMESPACES:
        raise ValueError(f"has more than {_MOST_NAMESPACES} declarations of namespaces")


def _replacement(match: re.Match[bytes]) -> bytes:
    found = match[0]
    if found.startswith(b"&#") and _is_character(_code(found[2:-1])):
        return found
    return REPLACEMENT.encode()


def _code(number: bytes) -> int:
    return int(number[1:], 16) if number.startswith(b"x") else int(number)


def _is_character(code: int) -> bool:
    return any(first <= code <= last for first, last in _CHARACTERS)
