"""
A keyword's place in addresses.
"""

import hashlib
import re
import unicodedata

# Slugs that would meet a page or folder of the site itself; later features may need the others.
RESERVED = frozenset(
    (
        *("404", "about", "all", "assets", "data", "feeds", "index", "javascripts", "pagefind"),
        *("search", "sitemap", "starred", "status", "stylesheets", "subscribe", "trends"),
    )
)

SLUG_LENGTH = 60

# Names that Windows keeps for devices.
_DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.ASCII)


def slug_of(name: str) -> str:
    """
    The place of keyword *name* in addresses: ``vision-language-model``.

    Letters and digits of any script stay, in lower case and without accents on Latin ones. The
    same name gives the same slug for ever; it is never empty, never a path, never a name that a
    file system keeps for itself. Two names may give the same one: their keeper has to choose.
    """
    spelled = name.replace("+", "plus").replace("#", "sharp")
    letters = _without_accents(spelled).casefold()
    slug = "-".join("".join(one if _is_letter(one) else " " for one in letters).split())
    if len(slug) > SLUG_LENGTH:
        slug = slug[:SLUG_LENGTH].rpartition("-")[0] or slug[:SLUG_LENGTH]
    if not slug:
        # Emoji, punctuation: nothing that reads well in an address is left.
        slug = f"keyword-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    return f"{slug}-papers" if _DEVICE.fullmatch(slug) else slug


def slug_fault(slug: str) -> str | None:
    """
    What is wrong with a *slug* the keeper gave, or None.
    """
    suggestion = slug_of(slug)
    if slug == suggestion:
        return None
    return f"bad slug {slug!r}; write it like {suggestion!r}"


def _is_letter(one: str) -> bool:
    # M: in many scripts a vowel is a mark on the letter before it.
    return unicodedata.category(one)[0] in "LNM"


def _without_accents(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text)
    # Only Latin letters lose their marks: in other scripts marks are vowels, or letters.
    bare = re.sub(r"([A-Za-z])[\u0300-\u036f]+", r"\1", letters)
    return unicodedata.normalize("NFKC", bare)
