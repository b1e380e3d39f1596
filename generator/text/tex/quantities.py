"""
Numbers and units of the package siunitx: ``5 km`` for a quantity in kilometres.
"""

import re
from collections.abc import Sequence

from generator.text.tex.alphabets import script

# The commands of siunitx, and how many arguments each takes.
SIUNITX = {
    **dict.fromkeys(("num", "numlist", "ang", "si", "unit"), 1),
    **dict.fromkeys(("SI", "SIlist", "qtylist", "numrange"), 2),
    **dict.fromkeys(("SIrange", "qtyrange"), 3),
}

_PREFIXES = dict(
    pair.split("=")
    for pair in (
        "quecto=q ronto=r yocto=y zepto=z atto=a femto=f pico=p nano=n micro=µ milli=m centi=c"
        " deci=d deca=da deka=da hecto=h kilo=k mega=M giga=G tera=T peta=P exa=E zetta=Z yotta=Y"
        " ronna=R quetta=Q kibi=Ki mebi=Mi gibi=Gi tebi=Ti pebi=Pi"
    ).split()
)

_UNITS = dict(
    pair.split("=")
    for pair in (
        "metre=m meter=m gram=g kilogram=kg second=s ampere=A kelvin=K mole=mol candela=cd hertz=Hz"
        " newton=N pascal=Pa joule=J watt=W coulomb=C volt=V farad=F ohm=Ω siemens=S weber=Wb"
        " tesla=T henry=H lumen=lm lux=lx becquerel=Bq gray=Gy sievert=Sv katal=kat radian=rad"
        " steradian=sr celsius=°C degreeCelsius=°C degC=°C minute=min hour=h day=d degree=°"
        " arcminute=′ arcsecond=″ hectare=ha litre=l liter=L tonne=t electronvolt=eV dalton=Da"
        " bel=B decibel=dB neper=Np astronomicalunit=au byte=B percent=% angstrom=Å um=µm us=µs"
        " barn=b parsec=pc uL=µL ul=µl ug=µg"
    ).split()
)

_NUMBER = re.compile(r"([-+]?[\d.,()\s]*)(?:[eEdD]([-+]?\d+))?")

_SIGNS = (("+-", "±"), (r"\pm", "±"), ("x", "×"), (r"\times", "×"), ("-", "−"), ("~", ""))

_UNIT_PART = re.compile(
    r"\\(?P<command>[A-Za-z]+)|\^\{?(?P<power>[-+]?\d+)\}?|(?P<blank>[.~\s]+|\\,)"
    r"|(?P<letters>[^\s\\^{}.~]+)|[{}]"
)

_POWER = re.compile(r"\s*\{([-+]?\d+)\}|\s*(\d)")

# No blank stands between a number and these signs.
_CLOSE = ("°", "′", "″")


def quantity(command: str, found: Sequence[str]) -> str | None:
    r"""
    Return what siunitx prints for *command* with the arguments *found*: ``5 km``.

    None says that an argument is not understood.
    """
    if command == "ang":
        return _angle(found[0])
    if command in {"si", "unit"}:
        return _unit(found[0])
    has_unit = command.startswith(("SI", "qty"))
    unit = _unit(found[-1]) if has_unit else ""
    numbers = found[:-1] if has_unit else found
    if command.endswith("list"):
        numbers = numbers[0].split(";")
    values = [_value(one, unit) for one in numbers]
    if None in values:
        return None
    words = [str(value) for value in values]
    if command.endswith("range"):
        return " to ".join(words)
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _value(text: str, unit: str | None) -> str | None:
    number = _number(text)
    if number is None or unit is None:
        return None
    blank = "" if unit.startswith(_CLOSE) and unit != "°C" else "\xa0"
    return f"{number}{blank}{unit}" if unit else number


def _number(text: str) -> str | None:
    for source, sign in _SIGNS[:4]:
        if source in text:
            parts = [_number(part) for part in text.split(source)]
            return None if None in parts else f" {sign} ".join(map(str, parts)).strip()
    match = _NUMBER.fullmatch(text.replace("~", "").strip())
    if match is None or not match[0]:
        return None
    mantissa = re.sub(r"\s", "", match[1]).replace("-", "−")
    if match[2] is None:
        return mantissa
    power = "10" + str(script(match[2].removeprefix("+").replace("-", "−"), raised=True))
    return f"{mantissa} × {power}" if mantissa.strip("−") else mantissa + power


def _angle(text: str) -> str | None:
    parts = [_number(part) if part.strip() else "" for part in text.split(";")]
    if None in parts or len(parts) > len(_CLOSE):
        return None
    return "".join(f"{part}{sign}" for part, sign in zip(parts, _CLOSE, strict=False) if part)


class _Unit:
    # The units read so far, and what the commands before the next one say of it.

    def __init__(self) -> None:
        self.text = ""
        self.prefix = ""
        self.power = 1
        self.is_divided = False

    def add(self, name: str) -> None:
        power = -self.power if self.is_divided else self.power
        blank = "\xa0" if self.text and "/" not in {self.text[-1], name[0]} else ""
        raised = "" if power == 1 else str(script(str(power).replace("-", "−"), raised=True))
        self.text += f"{blank}{self.prefix}{name}{raised}"
        self.prefix, self.power, self.is_divided = "", 1, False

    def raise_last(self, power: int) -> None:
        divided = self.text.endswith(_raised(-1))
        base = self.text.removesuffix(_raised(-1)) if divided else self.text
        self.text = base + _raised(-power if divided else power)


def _raised(power: int) -> str:
    return str(script(str(power).replace("-", "−"), raised=True))


def _unit(text: str) -> str | None:
    unit = _Unit()
    at = 0
    while at < len(text):
        match = _UNIT_PART.match(text, at)
        if match is None:
            return None
        at = match.end()
        if match["power"]:
            unit.raise_last(int(match["power"]))
        elif match["letters"]:
            unit.add(match["letters"])
        elif match["command"]:
            at = _unit_command(unit, match["command"], text, at)
    return unit.text


def _unit_command(unit: _Unit, name: str, text: str, at: int) -> int:
    # Change *unit* as the command *name* says, and return the position after its argument.
    if name == "per":
        unit.is_divided = True
    elif name in {"square", "cubic"}:
        unit.power = 2 + (name == "cubic")
    elif name in {"squared", "cubed"}:
        unit.raise_last(2 + (name == "cubed"))
    elif name in {"tothe", "raiseto"}:
        match = _POWER.match(text, at)
        if match is None:
            return at
        power = int(match[1] or match[2])
        if name == "tothe":
            unit.raise_last(power)
        else:
            unit.power = power
        return match.end()
    elif name in _PREFIXES:
        unit.prefix = _PREFIXES[name]
    else:
        unit.add(_UNITS.get(name, name))
    return at
