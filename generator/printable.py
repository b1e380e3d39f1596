"""
Text from outside on a terminal or in a log.
"""


def printable(text: str) -> str:
    """
    *text* without anything that moves a cursor, changes a colour or begins a line.
    """
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text)
