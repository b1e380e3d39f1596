"""
arXiv as the keeper's settings and a command's options say, the environment's key in hand.
"""

import logging
import os
from typing import Unpack

from msgspec.structs import replace

from generator.arxiv_api import Credentials, Key, OnWait, RequestPolicy, is_loopback
from generator.arxiv_api.client import API_URL, OAI_URL, ArxivApi, user_agent
from generator.build.mkdocs_config import read_site
from generator.build.project import Project
from generator.cli.options import Terms
from generator.errors import ConfigError
from generator.keywords.arxiv_settings import ApiKey, ArxivSettings
from generator.keywords.keywords_file import read_settings

# A shorter one would be found everywhere where it has to be hidden.
_SHORTEST = 8


def arxiv(
    project: Project,
    on_wait: OnWait | None = None,
    *,
    harvests: bool = False,
    **terms: Unpack[Terms],
) -> ArxivApi:
    """
    The arXiv of *project*, asked on these *terms*; what they leave open its settings say.

    *harvests* tells whether OAI-PMH is asked, too. Raises ConfigError.
    """
    settings = read_settings(project.keywords).arxiv
    url = terms["api_url"] or settings.api_url or API_URL
    oai_url = terms["oai_url"] or settings.oai_url or OAI_URL
    asked = (url, oai_url) if harvests else (url,)
    for library in ("arxiv", "urllib3"):
        # What they would warn of is in our errors, or was asked for again.
        logging.getLogger(library).addHandler(logging.NullHandler())
    return ArxivApi(
        url,
        oai_url=oai_url,
        agent=user_agent(read_site(project.mkdocs).url),
        credentials=Credentials(settings.headers, _key(project, settings.api_key, asked)),
        policy=_policy(settings, asked, **terms),
        on_wait=on_wait,
    )


def _policy(
    settings: ArxivSettings, asked: tuple[str, ...], **terms: Unpack[Terms]
) -> RequestPolicy:
    usual = RequestPolicy(budget=terms["budget"] * 60)
    pause = settings.pause or usual.pause
    if terms["pause"] is not None:
        # Nobody else is to be spared only where nobody else is asked.
        at_home = all(map(is_loopback, asked))
        pause = terms["pause"] if at_home else max(terms["pause"], usual.pause)
    return replace(usual, pause=pause, page_size=settings.page_size or usual.page_size)


def _key(project: Project, wanted: ApiKey | None, asked: tuple[str, ...]) -> Key | None:
    if wanted is None:
        return None
    where = f"{project.keywords}: arxiv.api_key"
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
