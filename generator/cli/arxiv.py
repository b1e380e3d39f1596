"""
arXiv's interfaces, reached as a command's options, ``keywords.yaml`` and the environment say.
"""

import logging
import os
from typing import Unpack

from msgspec.structs import replace

from generator.arxiv_api import Credentials, Key, OnWait, RequestPolicy, is_loopback
from generator.arxiv_api.client import API_URL, OAI_URL, ArxivApi, user_agent
from generator.build.project import Configuration
from generator.cli.options import Terms
from generator.errors import ConfigError
from generator.keywords.arxiv_settings import ArxivSettings

# Messages hide the key wherever its text occurs; a shorter text occurs in ordinary words.
_SHORTEST = 8


def arxiv(
    configuration: Configuration,
    on_wait: OnWait | None = None,
    *,
    harvests: bool = False,
    **terms: Unpack[Terms],
) -> ArxivApi:
    """
    The client of arXiv, set up by the *terms* of a command; *configuration* says what they do not.

    *harvests* says whether OAI-PMH is asked, too. *on_wait* is called before each wait for arXiv.
    Raises ConfigError if the API key is missing or would be sent without encryption.
    """
    settings = configuration.settings.arxiv
    url = terms["api_url"] or settings.api_url or API_URL
    oai_url = terms["oai_url"] or settings.oai_url or OAI_URL
    asked = (url, oai_url) if harvests else (url,)
    for library in ("arxiv", "urllib3"):
        # Our own errors say what these libraries would warn of, or the request was repeated.
        logging.getLogger(library).addHandler(logging.NullHandler())
    return ArxivApi(
        url,
        oai_url=oai_url,
        agent=user_agent(configuration.site.url),
        credentials=Credentials(settings.headers, _key(configuration, asked)),
        policy=_policy(settings, asked, **terms),
        on_wait=on_wait,
    )


def _policy(
    settings: ArxivSettings, asked: tuple[str, ...], **terms: Unpack[Terms]
) -> RequestPolicy:
    usual = RequestPolicy(budget=terms["budget"] * 60)
    pause = settings.pause or usual.pause
    if terms["pause"] is not None:
        # Only a server on this machine may be asked more often than arXiv's terms of use allow.
        is_local = all(map(is_loopback, asked))
        pause = terms["pause"] if is_local else max(terms["pause"], usual.pause)
    return replace(usual, pause=pause, page_size=settings.page_size or usual.page_size)


def _key(configuration: Configuration, asked: tuple[str, ...]) -> Key | None:
    wanted = configuration.settings.arxiv.api_key
    if wanted is None:
        return None
    where = f"{configuration.project.keywords}: arxiv.api_key"
    value = os.environ.get(wanted.env, "").strip()
    if not value:
        raise ConfigError(
            where, f"the environment variable {wanted.env} is not set; docs/arxiv-settings.md"
        )
    if len(value) < _SHORTEST or not value.isascii() or not value.isprintable():
        raise ConfigError(where, f"what {wanted.env} holds is no key: one line of ASCII")
    if not all(is_loopback(url) or url.startswith("https://") for url in asked):
        raise ConfigError(where, "a key is sent by https alone; write https:// in the addresses")
    if wanted.header:
        return Key("header", wanted.header, value, wanted.prefix or "")
    return Key("parameter", str(wanted.parameter), value)
