"""
Text from outside on a terminal or in a log.
"""

import re

# https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
# The runner obeys a line that begins with two colons, and the older ##[ wherever it stands.
_COMMAND = re.compile(r"^( *):(?=:)|(?<=##)\[")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def printable(text: str) -> str:
    """
    *text* without anything that moves a cursor, changes a colour, begins a line, or commands the
    machine of a GitHub workflow that reads the log.
    """
    seen = "".join(one if one.isprintable() else _REPLACEMENT for one in text)
    return _COMMAND.sub(lambda match: (match[1] or "") + _REPLACEMENT, seen)
