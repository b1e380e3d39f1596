"""
Web addresses in texts, written with TeX or bare.
"""

import re

# Not with a user name: https://arxiv.org@elsewhere.example leads elsewhere.
_WEB = re.compile(r"https?://(?![^/?#]*@)[^\W_][^\s\x00-\x1f\x7f<>\"`\\^{|}\ufffd]*", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([%#&_~$])")
_PUNCTUATION = ".,;:!?*"


def unescaped(address: str) -> str:
    r"""
    *address* as browsers know it: ``a_b`` for ``a\_b``.
    """
    return _ESCAPED.sub(r"\1", address).strip()


def web_address(text: str) -> str | None:
    r"""
    The address that the argument of a ``\href`` or ``\url`` gives, if it is one of the web.
    """
    address = unescaped(text)
    return address if _WEB.fullmatch(address) else None


def bare_address(text: str) -> tuple[str, str]:
    """
    *text*, which began like an address, as the address and the punctuation after it.
    """
    address = unescaped(text)
    end = len(address)
    surplus = {")": _surplus(address, "()"), "]": _surplus(address, "[]")}
    while end and (address[end - 1] in _PUNCTUATION or surplus.get(address[end - 1], 0) > 0):
        end -= 1
        if address[end] in surplus:
            surplus[address[end]] -= 1
    return address[:end], address[end:]


def _surplus(address: str, pair: str) -> int:
    return address.count(pair[1]) - address.count(pair[0])
