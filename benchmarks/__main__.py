"""The command line of ``python3 dev.py bench``."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import (
    aterkoppling,
    egenkontroll,
    egenkontroll_rapport,
    excel,
    import_file,
    infoga,
    listing,
    pdf,
    pdf_memory,
    sidor,
    start,
    tackning,
    window,
    word,
    word_memory,
)
from benchmarks.common import Benchmark, Result, compare, measurable

BENCHMARKS: dict[str, Callable[[Path], Benchmark | Sequence[Benchmark]]] = {
    "import": import_file.benchmark,
    "word": word.benchmark,
    "word-lxml": word.model_benchmark,
    "word-memory": word_memory.benchmark,
    "pdf-typst": pdf.typst_benchmark,
    "pdf-canvas": pdf.canvas_benchmark,
    "pdf-growth": pdf.growth_benchmark,
    "pdf-memory": pdf_memory.benchmark,
    "infoga": infoga.benchmark,
    "excel": excel.benchmark,
    "lista": listing.benchmark,
    "sidor": sidor.benchmark,
    "egenkontroll": egenkontroll.benchmark,
    "egenkontroll-igen": egenkontroll.again_benchmark,
    "egenkontroll-rapportera": egenkontroll_rapport.submit_benchmark,
    "egenkontroll-panel": egenkontroll_rapport.load_benchmark,
    "egenkontroll-tackning": tackning.coverage_benchmarks,
    "egenkontroll-hem": tackning.hem_benchmarks,
    "egenkontroll-aterkoppling": aterkoppling.feedback_benchmarks,
    "egenkontroll-sammanstallning": aterkoppling.compilation_benchmark,
    "start-help": start.help_benchmark,
    "start-lista": start.list_benchmark,
    "window-paint": window.paint_benchmark,
    "window-list": window.list_benchmark,
    "window-search": window.search_benchmarks,
    "window-filter": window.filter_benchmarks,
    "window-reset": window.reset_benchmark,
    "window-save": window.save_benchmark,
    "window-memory": window.memory_benchmark,
}
_LINE = "{:<44} {:>12} {:>12} {:>7} {:>6}  {}"


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print a line for each benchmark; returns 1 if a bar is missed."""
    options = _parse(argv)
    chosen = options.names or [name for name in BENCHMARKS if not name.endswith("-memory") or measurable()]
    print(_LINE.format("benchmark", "product", "floor", "ratio", "bar", ""))
    results = []
    for name in chosen:
        with TemporaryDirectory(prefix="internkontroll-bench-") as folder:
            made = BENCHMARKS[name](Path(folder))
            for benchmark in [made] if isinstance(made, Benchmark) else made:
                results.append(compare(benchmark, options.rounds))
                print(_line(results[-1]), flush=True)
    return int(any(result.missed for result in results))


def _parse(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py bench", description="Speed and memory as ratios to stated floors.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--rounds", type=int, help="rounds of each benchmark, in place of its own number")
    options = parser.parse_args(argv)
    for name in options.names:
        if name not in BENCHMARKS:
            parser.error(f"unknown benchmark: {name}")
    return options


def _line(result: Result) -> str:
    benchmark = result.benchmark
    product, floor = (
        f"{value:,.{0 if value >= 100 else 1}f} {benchmark.unit}" for value in (result.product, result.floor)
    )
    bar = "–" if benchmark.bar is None else str(float(benchmark.bar))
    verdict = "" if benchmark.bar is None else "MISSED" if result.missed else "ok"
    return _LINE.format(benchmark.name, product, floor, f"{result.ratio:.2f}", bar, verdict)


if __name__ == "__main__":
    sys.exit(main())
