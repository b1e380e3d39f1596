"""
Answers of arXiv that are made to be expensive, and what each costs the real program.

    attacks_on_reading.py                     # all attacks, with 0.29, 3.9, 9.5 and 23 MB: hours
    attacks_on_reading.py --every 20          # every 20th attack
    attacks_on_reading.py --size 23 --field authors -- "("

Each attack is one answer to a run of ``daily-papers fetch``, of the query API or of OAI-PMH. A
right answer follows, in case the program asks again. Printed are the seconds of the processor,
without those of a run that is not attacked, and the most memory. An attack that costs more than
10 s or 500 MB is marked, and the script ends with 1.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]
from programs.costs import Cost, cost_of
from programs.keeper import Keeper
from servers.arxiv_server import ArxivServer
from servers.expensive_answers import NOW, OLD, RIGHT, SIZES, Attack, attacks
from servers.oai_records import Change
from servers.oai_server import OaiServer

SECONDS, MEGABYTES = 10, 500


class Project:
    """
    A project with one keyword, whose first answer was an ordinary one.
    """

    def __init__(self, root: Path, *, oai: bool) -> None:
        self.root, self.data, self._oai = root, root / "site_src" / "data", oai
        Keeper(root)
        source = "oai" if oai else "api"
        (root / "keywords.yaml").write_text(f"source: {source}\nkeywords: [Windmills]\n", "utf-8")
        with ArxivServer(OLD) as api:
            first = cost_of(root, ("fetch", "--pause", "0", "--api-url", api.url))
        assert first.exit_code == 0, first.output
        self._kept = root / "kept"
        shutil.copytree(self.data, self._kept)
        self.plain = self.fetched(None, 0)

    def fetched(self, attack: Attack | None, size: int) -> Cost:
        """
        What the second run costs if it meets *attack* with *size* bytes; None is no attack.
        """
        shutil.rmtree(self.data)
        shutil.copytree(self._kept, self.data)
        with ArxivServer(RIGHT) as api, OaiServer() as oai:
            oai.now = NOW
            oai.changes = tuple(Change(NOW.date(), one) for one in RIGHT)
            if attack:
                (oai if self._oai else api).fail(attack.fault(size))
            words = ("--api-url", api.url, "--oai-url", oai.url)
            return cost_of(self.root, ("fetch", "--pause", "0", *words))


def chosen(words: argparse.Namespace) -> list[Attack]:
    """
    The attacks that the *words* of the command name.
    """
    found = [
        one
        for one in attacks()
        if (not words.attack or one.name in words.attack)
        and words.field in {None, one.field}
        and words.oai in {None, int(one.oai)}
    ]
    return found[:: words.every]


def is_too_much(cost: Cost, plain: Cost) -> bool:
    """
    Whether *cost* is above the limits, or the run did not end as runs do.
    """
    seconds = cost.seconds - plain.seconds
    return seconds > SECONDS or cost.megabytes > MEGABYTES or cost.exit_code not in {0, 1, 3}


def line(attack: Attack, size: float, cost: Cost, plain: Cost) -> str:
    """
    One line of the report.
    """
    mark, interface = "!!" if is_too_much(cost, plain) else "  ", "oai" if attack.oai else "api"
    return (
        f"{mark} {size:4g} MB {interface} {attack.field:11} {ascii(attack.name)[:24]:24}"
        f" {cost.seconds - plain.seconds:5.1f} s {cost.megabytes:4.0f} MB exit {cost.exit_code}"
    )


def main() -> None:
    """
    Try the attacks that are named, or all.
    """
    parser = argparse.ArgumentParser(description="What expensive answers cost.")
    parser.add_argument("attack", nargs="*", help="the name of an attack, or what is repeated")
    parser.add_argument("--size", type=float, nargs="*", default=SIZES, help="megabytes")
    parser.add_argument("--field", help="only attacks on this field; '' for those on none")
    parser.add_argument("--oai", type=int, choices=(0, 1), help="only OAI-PMH, or only without")
    parser.add_argument("--every", type=int, default=1, help="only each so many-th attack")
    parser.add_argument("--slow", type=float, default=0, help="only print costs of so many seconds")
    parser.add_argument("--render", action="store_true", help="render, too")
    words = parser.parse_args()
    tried, most, failures = 0, Cost(0, 0, 0, ""), 0
    with tempfile.TemporaryDirectory() as folder:
        projects = {oai: Project(Path(folder) / str(oai), oai=oai) for oai in (False, True)}
        for size in words.size:
            for attack in chosen(words):
                project = projects[attack.oai]
                costs = [project.fetched(attack, int(size * 1e6))]
                if words.render:
                    costs.append(cost_of(project.root, ("render",)))
                for cost in costs:
                    seconds = max(most.seconds, cost.seconds - project.plain.seconds)
                    most = Cost(seconds, max(most.megabytes, cost.megabytes), 0, "")
                    tried += 1
                    if is_too_much(cost, project.plain) or (
                        cost.seconds - project.plain.seconds >= words.slow
                    ):
                        print(line(attack, size, cost, project.plain), flush=True)  # noqa: T201 - for people
                    failures += is_too_much(cost, project.plain)
    print(f"{tried} runs, {most.seconds:.1f} s and {most.megabytes:.0f} MB at the most")  # noqa: T201 - for people
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
