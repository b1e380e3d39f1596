"""
Some keywords of many, chosen by name.
"""

from collections.abc import Sequence

from generator.errors import ConfigError
from generator.keyword import Keyword


def selected(keywords: Sequence[Keyword], names: Sequence[str]) -> tuple[Keyword, ...]:
    """
    The keywords with these *names* or slugs, in their own order; all of them if none is given.

    Raises ConfigError for a name that no keyword has.
    """
    wanted = {name.casefold() for name in names}
    found = tuple(one for one in keywords if {one.name.casefold(), one.slug} & wanted)
    known = {name for one in found for name in (one.name.casefold(), one.slug)}
    for name in names:
        if name.casefold() not in known:
            have = ", ".join(keyword.name for keyword in keywords)
            raise ConfigError(f"--keyword {name}", f"no such keyword; there are {have}")
    return found if names else tuple(keywords)
