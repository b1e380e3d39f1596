"""
Seconds to find the related papers of all, for growing numbers of them: they grow about linearly.

python benchmarks/relating.py [PAPERS ...]
"""

import random
import sys
import time

from synthetic import make_paper

from generator.related import related

SIZES = (5_000, 10_000, 20_000)


def main() -> None:
    """
    Print a line a size.
    """
    for size in map(int, sys.argv[1:]) if sys.argv[1:] else SIZES:
        papers = [make_paper(number, random.Random(number)) for number in range(size)]
        begin = time.process_time()
        found = related(papers)
        seconds = time.process_time() - begin
        print(f"{size:7,} papers  {seconds:6.1f} s CPU  {len(found):7,} with relatives")


if __name__ == "__main__":
    main()
