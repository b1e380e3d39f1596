"""
Answers as trees: XML from beginning to end, and nothing that asks for more than it says.
"""

from lxml import etree

from generator.arxiv_api.characters import marked


def tree(body: bytes, root: str, kind: str) -> etree._Element:
    """
    The root of *body*, which is a *root* element and *kind* in words; else raises ValueError.

    Characters that no XML can hold are marked, see ``characters``.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        found = etree.fromstring(marked(body), parser)
    except etree.XMLSyntaxError as exc:
        raise ValueError(f"is not XML from beginning to end: {exc}") from exc
    if found.getroottree().docinfo.doctype:
        raise ValueError("declares a document type, which no answer needs")
    if found.tag != root:
        raise ValueError(f"is no {kind} but <{etree.QName(found).localname}>")
    return found
