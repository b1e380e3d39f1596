"""
A keyword's part of addresses.
"""

import hashlib
import re
import unicodedata

# Slugs that are, or may become, pages and folders of the site itself.
RESERVED = frozenset(
    (
        *("404", "about", "all", "assets", "data", "feeds", "index", "javascripts", "pagefind"),
        *("search", "sitemap", "starred", "status", "stylesheets", "subscribe", "trends"),
    )
)

SLUG_LENGTH = 60

# Names that Windows reserves for devices.
_DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.ASCII)


def slug_of(name: str) -> str:
    """
    The slug of a keyword called *name*, such as ``vision-language-model``.

    Letters and digits of any script stay, in lower case and without accents on Latin ones. The
    same name always gives the same slug. It is never empty, never a path, and never a name that a
    file system reserves. Two names may give the same slug; the keeper then has to choose another.
    """
    spelled = name.replace("+", "plus").replace("#", "sharp")
    plain = _without_accents(spelled).casefold()
    slug = "-".join("".join(sign if _is_letter(sign) else " " for sign in plain).split())
    if len(slug) > SLUG_LENGTH:
        slug = slug[:SLUG_LENGTH].rpartition("-")[0] or slug[:SLUG_LENGTH]
    if not slug:
        # The name has no letter or digit, only emoji or punctuation.
        slug = f"keyword-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    return f"{slug}-papers" if _DEVICE.fullmatch(slug) else slug


def slug_fault(slug: str) -> str | None:
    """
    What is wrong with a *slug* that the keeper wrote; None if it is right.
    """
    suggestion = slug_of(slug)
    if slug == suggestion:
        return None
    return f"bad slug {slug!r}; write it like {suggestion!r}"


def _is_letter(sign: str) -> bool:
    # M, marks: in many scripts a vowel is a mark on the letter before it.
    return unicodedata.category(sign)[0] in "LNM"


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    # Only Latin letters lose their marks: in other scripts marks are vowels, or letters.
    bare = re.sub(r"([A-Za-z])[\u0300-\u036f]+", r"\1", decomposed)
    return unicodedata.normalize("NFKC", bare)
