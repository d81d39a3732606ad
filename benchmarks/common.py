"""Measuring: product and floor by turns, since the machine's clock drifts, and medians of both."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from internkontroll.cli.main import GC_THRESHOLDS

_STATUS = Path("/proc/self/status")

Sample = Callable[[], float]
"""One measured run of a side, in the benchmark's unit. What it needs is made before the clock starts."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A job, done by the product and by its floor. `bar` is the highest ratio that is good enough, if there is one."""

    name: str
    product: Sample
    floor: Sample
    bar: float | None
    unit: str = "ms"
    rounds: int = 9


@dataclass(frozen=True, slots=True)
class Result:
    """The medians of a benchmark's rounds."""

    benchmark: Benchmark
    product: float
    floor: float

    @property
    def ratio(self) -> float:
        """How many times the floor the product costs."""
        return self.product / self.floor

    @property
    def missed(self) -> bool:
        """Whether there is a bar and the product is above it."""
        return self.benchmark.bar is not None and self.ratio > self.benchmark.bar


def compare(benchmark: Benchmark, rounds: int | None = None) -> Result:
    """Run both sides by turns. The first round warms up imports and caches and counts for nothing."""
    with program_gc():
        pairs = [(benchmark.product(), benchmark.floor()) for _ in range(1 + (rounds or benchmark.rounds))][1:]
    product, floor = zip(*pairs, strict=True)
    return Result(benchmark, median(product), median(floor))


@contextmanager
def program_gc() -> Iterator[None]:
    """Collect garbage as seldom as the program does, on both sides."""
    before = gc.get_threshold()
    gc.set_threshold(*GC_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def milliseconds(run: Callable[[], object]) -> float:
    """What one call takes by the clock on the wall, the garbage of earlier ones out of the way."""
    gc.collect()
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def measurable() -> bool:
    """Whether this system tells a process its own memory."""
    return _STATUS.exists()


def kibibytes(field: str) -> int:
    """This process's own memory: VmRSS is what it has, VmHWM the most that it has had."""
    lines = dict(line.split(":", 1) for line in _STATUS.read_text(encoding="utf-8").splitlines())
    return int(lines[field].split()[0])
