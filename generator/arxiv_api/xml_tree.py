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
    rb"|\xed[\xa0-\xbf][\x80-\xbf]|\xef\xbf[\xbe\xbf]|[\x00-\x08\x0b\x0c\x0e-\x1f]"
)

# https://www.w3.org/TR/xml/#charsets
# Char ::= #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF]
_CHARACTERS = (
    *((0x9, 0xA), (0xD, 0xD), (0x20, 0xD7FF)),
    *((0xE000, 0xFFFD), (0x10000, 0x10FFFF)),
)


def replace_forbidden(body: bytes) -> bytes:
    """
    Return *body* with REPLACEMENT in place of each character that XML forbids.
    """
    return _SUSPECT.sub(_replacement, body)


def has_replacement(element: etree._Element) -> bool:
    """
    Whether a text in *element* held a character that XML forbids.
    """
    return any(REPLACEMENT in text for text in element.itertext())


def parse_xml(body: bytes, root: str, kind: str) -> etree._Element:
    """
    Parse *body*, and return its root element, whose qualified name must be *root*.

    Forbidden characters become REPLACEMENT. Raises ValueError for anything else that is no
    well-formed XML without a document type, and for another root; its message says *kind*, the
    name of the expected document.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        found = etree.fromstring(replace_forbidden(body), parser)
    except etree.XMLSyntaxError as exc:
        raise ValueError(f"is not XML from beginning to end: {exc}") from exc
    if found.getroottree().docinfo.doctype:
        raise ValueError("declares a document type, which no answer needs")
    if found.tag != root:
        raise ValueError(f"is no {kind} but <{etree.QName(found).localname}>")
    return found


def _replacement(match: re.Match[bytes]) -> bytes:
    found = match[0]
    if found.startswith(b"&#") and _is_character(_code(found[2:-1])):
        return found
    return REPLACEMENT.encode()


def _code(number: bytes) -> int:
    return int(number[1:], 16) if number.startswith(b"x") else int(number)


def _is_character(code: int) -> bool:
    return any(first <= code <= last for first, last in _CHARACTERS)
