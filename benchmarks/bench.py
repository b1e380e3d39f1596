"""
Runs the benchmarks one after the other, and writes each one's table into benchmarks/README.md.

python benchmarks/bench.py [full] [TOPIC ...]; without topics it runs all. One that cannot run here
says why, and one that fails says how; both leave their old tables, and the others go on.
"""

import sys
from collections.abc import Sequence
from subprocess import PIPE, run

from measuring import ROOT
from table import CANNOT_RUN, FULL

README = ROOT / "benchmarks" / "README.md"
# Each is a script here: what a site costs first, then its parts.
TOPICS = (
    "starting",
    "fetching",
    "bulk",
    "matching",
    "storing",
    "building",
    "years",
    "searching",
    "lighthouse",
    "scrolling",
    "engines",
    "feeding",
    "reasons",
    "relating",
    "texts",
    "importing",
    "history",
    "enduring",
    "outages",
)


def main() -> int:
    """
    The exit code: 1 if a benchmark failed, 2 if there is none of a name that was given.
    """
    sizes = [FULL] if FULL in sys.argv[1:] else []
    chosen = [word for word in sys.argv[1:] if word != FULL] or TOPICS
    if unknown := [name for name in chosen if name not in TOPICS]:
        _say(f"no benchmark {', '.join(unknown)}; there are {', '.join(TOPICS)}")
        return 2
    return max([_measure(name, sizes) for name in chosen])


def _measure(name: str, sizes: Sequence[str]) -> int:
    _say(name)
    # In a process of its own: it finds the machine as every other one does.
    command = [sys.executable, str(ROOT / "benchmarks" / f"{name}.py"), *sizes]
    ended = run(command, stdout=PIPE, encoding="utf-8", check=False)
    if ended.returncode:
        failed = ended.returncode != CANNOT_RUN
        _say(f"{name} {'failed' if failed else 'cannot run here'}; its table stays as it was")
        return int(failed)
    README.write_text(placed(README.read_text("utf-8"), name, ended.stdout), "utf-8")
    return 0


def placed(text: str, name: str, section: str) -> str:
    """
    *text* with *section* between the marks of *name*, which are added at the end if missing.
    """
    begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->\n"
    if begin not in text:
        text += f"\n{begin}{end}"
    before, _, rest = text.partition(begin)
    return f"{before}{begin}\n{section}\n{end}{rest.partition(end)[2]}"


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
