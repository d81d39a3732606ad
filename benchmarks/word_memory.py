"""Memory of the Word export ↔ that of its floor: how far each raises the peak of a fresh process, in MiB.

What counts is resident memory as the system sees it (SQLite's, zlib's and Python's alike), over what the process had
when all modules were loaded and one risk had been exported. Both sides begin without the data: the product reads the
register, the floor a file with the texts.
"""

import gc
import json
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from benchmarks.common import Benchmark, kibibytes, program_gc
from benchmarks.data import USER, filled_register
from benchmarks.word import Parts, export, put_together, take_apart
from internkontroll.db.session import Register


def benchmark(folder: Path, risks: int = 1_000) -> Benchmark:
    """Each sample is a process of its own."""
    small, large = (prepare(folder / str(count), count) for count in (1, risks))
    return Benchmark(
        f"Word export, {risks} risks, memory",
        product=lambda: _in_new_process(_product_rise, small[0], large[0]),
        floor=lambda: _in_new_process(_floor_rise, small[1], large[1]),
        bar=1.5,
        unit="MiB",
        rounds=5,
    )


def prepare(folder: Path, risks: int) -> tuple[Path, Path]:
    """What the product reads and what the floor reads, in a new folder."""
    folder.mkdir()
    register, docx, texts = filled_register(folder, risks), folder / "avsnitt.docx", folder / "golv.json"
    export(Register(register, USER), docx)
    members, markup, words = take_apart(docx)
    decoded = {name: data.decode("latin-1") for name, data in members.items()}
    kinds = {piece: kind for kind, piece in enumerate(dict.fromkeys(markup))}
    order = [kinds[piece] for piece in markup]
    content = {"members": decoded, "kinds": [*kinds], "order": order, "texts": words}
    texts.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return register, texts


def read_parts(path: Path) -> Parts:
    """The parts as `prepare` wrote them."""
    content = json.loads(path.read_bytes())
    members = {name: data.encode("latin-1") for name, data in content["members"].items()}
    return Parts(members, [content["kinds"][kind] for kind in content["order"]], content["texts"])


def _in_new_process(rise: Callable[[Path, Path], float], small: Path, large: Path) -> float:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(rise, small, large).result()


def _product_rise(small: Path, large: Path) -> float:
    return _rise(lambda source: export(Register(source, USER), source.with_suffix(".ny.docx")), small, large)


def _floor_rise(small: Path, large: Path) -> float:
    return _rise(lambda source: put_together(source.with_suffix(".ny.docx"), read_parts(source)), small, large)


def _rise(run: Callable[[Path], None], small: Path, large: Path) -> float:
    with program_gc():
        run(small)
        gc.collect()
        before = kibibytes("VmRSS")
        run(large)
    return (kibibytes("VmHWM") - before) / 1024
