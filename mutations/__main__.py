"""The command line of ``python3 dev.py mutera``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from mutations import archive, egenkontroll, enheter, pdf, register, review, sammanstallning, word
from mutations.defect import Defect, Stale
from mutations.hunt import Unsound, Verdict, check_whole, copy_tree, hunt

ROOT = Path(__file__).resolve().parent.parent
DEFECTS: tuple[Defect, ...] = (
    *(*pdf.DEFECTS, *word.DEFECTS, *archive.DEFECTS, *review.DEFECTS, *register.DEFECTS),
    *(*egenkontroll.DEFECTS, *enheter.DEFECTS, *sammanstallning.DEFECTS),
)


def main(argv: Sequence[str] | None = None, root: Path = ROOT, defects: Sequence[Defect] = DEFECTS) -> int:
    """Hunt and print a line for each defect; returns 1 if one survives or the hunt can't be done."""
    chosen = _choose(argv, defects)
    try:
        with TemporaryDirectory(prefix="internkontroll-mutations-") as folder:
            caught = _hunt(chosen, copy_tree(root, Path(folder)))
    except (Stale, Unsound) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{caught} of {len(chosen)} defects caught")
    return int(caught < len(chosen))


def _hunt(defects: Sequence[Defect], tree: Path) -> int:
    """Print the verdicts; how many were caught."""
    for defect in defects:
        defect.seeded(tree)  # a stale one is told before the minutes that the tests take
    print(f"{len(defects)} defects; first the tests without any", flush=True)
    check_whole(tree, defects)
    caught = 0
    for defect, verdict in hunt(tree, defects):
        caught += verdict == Verdict.CAUGHT
        print(f"{verdict:<8}  {defect.file}: {defect.why}", flush=True)
    return caught


def _choose(argv: Sequence[str] | None, defects: Sequence[Defect]) -> list[Defect]:
    parser = argparse.ArgumentParser(prog="dev.py mutera", description="Are seeded defects caught by the tests?")
    parser.add_argument("words", nargs="*", metavar="WORD", help="only defects whose file or reason holds the word")
    words = parser.parse_args(argv).words
    chosen = [one for one in defects if not words or any(word in f"{one.file} {one.why}" for word in words)]
    if not chosen:
        parser.error(f"no defect holds any of: {' '.join(words)}")
    return chosen


if __name__ == "__main__":
    sys.exit(main())
