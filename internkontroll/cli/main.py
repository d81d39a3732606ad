"""Reads the command, runs it, prints its answer, and turns every failure into words and an exit status."""

import errno
import gc
import io
import json
import os
import sys
from collections.abc import Sequence

from internkontroll.cli.arguments import make_parser
from internkontroll.errors import KnownError, WrongUsage
from internkontroll.log import save_traceback

ENVIRONMENT_STATUS = 4

GC_THRESHOLDS = (50_000, 20, 50)
"""Fewer collections while tens of thousands of rows are alive: imports run three times as fast."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status.

    0 done, 1 done and something to look at, 2 wrong usage, 3 input refused, 4 environment failed.
    """
    _speak_utf8()
    try:
        arguments = make_parser().parse_args(argv)
    except WrongUsage as error:
        return _fail(str(error), error.exit_status, as_json="--json" in (sys.argv if argv is None else argv))
    gc.set_threshold(*GC_THRESHOLDS)
    try:
        # Imported here: --help and wrong usage must not wait for the database.
        from internkontroll.cli.commands import run

        answer = run(arguments)
    except KnownError as error:
        return _fail(str(error), error.exit_status, as_json=arguments.json)
    except KeyboardInterrupt:
        return _fail("Avbrutet. Inget har ändrats.", ENVIRONMENT_STATUS, as_json=arguments.json)
    except Exception as error:  # the last resort: a mistake of ours, told in words
        return _fail(_bug_report(error), ENVIRONMENT_STATUS, as_json=arguments.json)
    return _say(
        json.dumps(answer.data, ensure_ascii=False, default=str) if arguments.json else answer.text, answer.status
    )


def _speak_utf8() -> None:
    """UTF-8, redirected or not; a Windows pipe would else be cp1252."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _say(text: str, status: int) -> int:
    """Write the answer to standard output, whose reader may be gone or whose disk may be full."""
    try:
        print(text, flush=True)
    except OSError as error:
        # Else Python would try again at its end, and fail with a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not _reader_is_gone(error):
            return _fail("Kommandot är utfört, men svaret gick inte att skriva. Är disken full?", ENVIRONMENT_STATUS)
    return status


def _reader_is_gone(error: OSError) -> bool:
    """Windows says "invalid argument" of a pipe that nobody reads."""
    return isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL)


def _fail(message: str, status: int, *, as_json: bool = False) -> int:
    if as_json:
        _say(json.dumps({"fel": message, "status": status}, ensure_ascii=False), status)
    else:
        print(f"Fel: {message}", file=sys.stderr)
    return status


def _bug_report(error: Exception) -> str:
    # The program is in an unknown state: everything that could fail here has a way out.
    path = save_traceback(error)
    where = f"Felet är sparat i {path}; skicka den filen till supporten." if path else "Felet gick inte att spara."
    return f"Ett fel i programmet ({type(error).__name__}: {error}). Inget har ändrats. {where}"
