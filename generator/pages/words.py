"""
The texts of the theme and of the scripts, which know nothing of message files.
"""

from collections.abc import Mapping

import msgspec

from generator import site_map
from generator.batch import Document
from generator.language import Language
from generator.pages import markdown


def words(language: Language) -> Mapping[str, str]:
    """
    What the theme says in *language*, by the English texts; empty for English.
    """
    texts = language.messages("overrides/")
    return {english: markdown.title(str(text)) for english, text in texts.items()}


def messages(language: Language) -> Document:
    """
    What scripts say in *language*, by the English texts, as a module for them.
    """
    texts = msgspec.json.encode(language.messages(".js")).decode()
    tag = msgspec.json.encode(language.script_tag).decode()
    script = f"export const language = {tag};\nexport const messages = {texts};\n"
    return site_map.MESSAGES, script.encode()
