#!/usr/bin/env python3
"""Ställer i ordning, visar och prövar Internkontroll. Kräver bara Python 3.11 eller senare.

  python3 dev.py demo              gör ett exempelregister, skriver ut avsnittet som Word och PDF i mappen demo
                                   och öppnar fönstret om det finns en skärm
  python3 dev.py test [ARGUMENT]   lint och alla prov; argumenten går till pytest; tests/ui är fönstrets prov
  python3 dev.py lint              ruff, mypy och kontroll av vem som får importera vad
  python3 dev.py bilder MAPP       ritar fönstrets alla sidor och dialoger, ljust, mörkt, i 200 %, smalt, i kontrast;
                                   --referens skriver om de bilder som proven jämför med
  python3 dev.py bench [ARGUMENT]  mäter hastighet och minne
  python3 dev.py mutera [ORD]      lägger in fel i en kopia, ett i taget, och visar om proven fångar dem; 20–40 minuter
  python3 dev.py stort [ARGUMENT]  prövar dokumenten av ett register med 1 000 risker; tar många minuter
  python3 dev.py windows [ARGUMENT]  kör proven med Windows Python under wine, på Linux; argumenten går till pytest
  python3 dev.py lock [ARGUMENT]   skriver om requirements.lock; --upgrade tar de nyaste versionerna

Biblioteken installeras i mappen .venv, i de versioner och med de kontrollsummor som requirements.lock anger.
"""

import hashlib
import importlib.util
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SCRIPTS, EXE = (VENV / "Scripts", ".exe") if os.name == "nt" else (VENV / "bin", "")
PYTHON = SCRIPTS / f"python{EXE}"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "dev-stamp.txt"
DEMO = ROOT / "demo"
OLDEST_PYTHON = (3, 11)

# Debian's packages by the program that the tests need them for.
TEST_PROGRAMS = {"pdftotext": "poppler-utils"}

# What runs Windows' programs on Debian, checks who signed them, and makes those that wine lacks.
WINDOWS_PROGRAMS = {
    "wine": "wine",
    "osslsigncode": "osslsigncode",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
}

# What the window is made of; each needs libraries of the system, which ldd names.
QT_LIBRARIES = tuple(f"lib/libQt6{name}.so.6" for name in ("Core", "Gui", "Widgets", "Svg", "Test"))
QT_OFFSCREEN, QT_SCREEN = "plugins/platforms/libqoffscreen.so", "plugins/platforms/libqxcb.so"

# Debian calls a library's package after it and its number, but for these.
ODD_PACKAGES = {"libglib-2.0.so.0": "libglib2.0-0", "libgthread-2.0.so.0": "libglib2.0-0", "libz.so.1": "zlib1g"}

LINT_STEPS: dict[str, tuple[str | Path, ...]] = {
    "ruff check": (PYTHON, "-m", "ruff", "check", "--quiet"),
    "ruff format": (PYTHON, "-m", "ruff", "format", "--check", "--quiet"),
    "mypy": (PYTHON, "-m", "mypy", "--no-error-summary"),
    "lint-imports": (SCRIPTS / f"lint-imports{EXE}", "--no-logo", "--no-cache"),
}


class Failed(Exception):
    """A step failed; the text says in plain Swedish what to do, the status is dev.py's exit status."""

    def __init__(self, text: str, status: int = 1) -> None:
        super().__init__(text)
        self.status = status


def say(text: str) -> None:
    """Print at once, so that the lines stand in order with those of the programs that are started."""
    print(text, flush=True)


def run(*command: str | Path, failure: str) -> None:
    """Run a program in the project's folder, its output shown as it comes; raises Failed if it fails."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT)
    if done.returncode:
        raise Failed(failure, done.returncode if done.returncode > 0 else 1)


# --- what the machine must have -------------------------------------------------------------------------------------


def is_root() -> bool:
    """Whether this process may install Debian's packages."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def is_debian() -> bool:
    """Whether this machine has Debian's packages, or those of a system built on Debian."""
    return Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def install_debian(packages: list[str], purpose: str) -> bool:
    """Install Debian's packages if that can be done from here, else say how; whether they are there now."""
    if not is_debian():
        say(f"Saknas: {', '.join(packages)} ({purpose}). Installera det på det sätt som datorn har.")
        return False
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if not is_root():
        sudo = f"sudo apt-get update && sudo {' '.join(install)}"
        say(f"Saknas: {', '.join(packages)} ({purpose}). Installera med:\n  {sudo}")
        return False
    say(f"Installerar {', '.join(packages)} ({purpose}) …")
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], install):
        done = subprocess.run(command, env=env, capture_output=True, text=True, errors="replace")
        if done.returncode:
            say(f"{' '.join(command)} misslyckades:\n{done.stderr.strip()}")
            return False
    return True


def install_test_programs() -> None:
    """Install what the tests need beside Python; where that can't be done, those tests are skipped and say so."""
    missing = [package for program, package in TEST_PROGRAMS.items() if not shutil.which(program)]
    if missing and not install_debian(missing, "för prov som läser PDF-filer"):
        say("Proven körs ändå; de som behöver det hoppas över.")


def debian_package(library: str) -> str:
    """The package that has a library such as "libdbus-1.so.3": "libdbus-1-3", by Debian's Policy, 8.1."""
    name, _, number = library.partition(".so.")
    gap = "-" if name[-1].isdigit() else ""
    return ODD_PACKAGES.get(library, f"{name}{gap}{number}".lower())


def missing_of_qt(platform: str) -> list[str]:
    """Debian's packages that the window lacks on a platform of Qt; needs .venv. Windows has all that Qt wants."""
    place = next(VENV.glob("lib/python*/site-packages/PySide6/Qt"), None)
    if place is None or not shutil.which("ldd"):
        return []
    files = [str(place / name) for name in (*QT_LIBRARIES, platform)]
    done = subprocess.run(["ldd", *files], capture_output=True, text=True, errors="replace")  # noqa: S607 – the system's
    return sorted({debian_package(name) for name in re.findall(r"(\S+) => not found", done.stdout)})


def install_qt(platform: str, purpose: str) -> bool:
    """Install what the window needs of the system; whether it is there now."""
    missing = missing_of_qt(platform)
    return not missing or install_debian(missing, purpose)


def has_screen() -> bool:
    """Whether a window can be seen here."""
    return os.name == "nt" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# --- the libraries, in .venv ----------------------------------------------------------------------------------------


def wanted_stamp() -> str:
    """What .venv must have been made from to be used as it is."""
    sources = (LOCK, ROOT / "pyproject.toml")
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()


def venv_works() -> bool:
    """Whether .venv has a Python that starts, is new enough and has pip."""
    program = f"import sys, pip; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    try:
        done = subprocess.run([str(PYTHON), "-c", program], capture_output=True)
    except OSError:
        return False
    return done.returncode == 0


def make_venv() -> None:
    """Make an empty .venv, in the place of one that doesn't work."""
    if importlib.util.find_spec("ensurepip") is None and not install_debian(["python3-venv"], "för mappen .venv"):
        raise Failed("Installera det som saknas och kör kommandot igen.")
    run(
        *(sys.executable, "-m", "venv", "--clear", VENV),
        failure=f"Mappen {VENV} kunde inte göras. Kontrollera att du får skriva där och att disken har plats.",
    )


def prepare() -> None:
    """Make .venv agree with requirements.lock; does nothing where it already does."""
    works, wanted = venv_works(), wanted_stamp()
    if works and STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    if not works:
        make_venv()
    say("Installerar biblioteken i .venv; första gången tar det någon minut …")
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--quiet", "--disable-pip-version-check")
    run(
        *(*pip, "--only-binary", ":all:", "--require-hashes", "--requirement", LOCK),
        failure="Biblioteken kunde inte installeras. Kontrollera att datorn når Pythons paketregister (PyPI), "
        "direkt eller genom er proxy, och kör kommandot igen.",
    )
    run(
        *(*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT),
        failure="Programmet kunde inte installeras i .venv. Kontrollera att du får skriva i projektets mapp.",
    )
    STAMP.write_text(wanted, encoding="utf-8")


# --- the commands ---------------------------------------------------------------------------------------------------


def demo(arguments: list[str]) -> None:
    """Make the example register, or keep the one that is there, and export a section of it as Word and PDF.

    Then show it in the window, until that is closed.
    """
    refuse(arguments)
    prepare()
    DEMO.mkdir(exist_ok=True)
    register = DEMO / "exempel.ikreg"
    program = (PYTHON, "-m", "internkontroll")
    if register.exists():
        remedy = f"Går det gamla exemplet inte att använda? Ta bort mappen {DEMO} och kör kommandot igen."
        run(*program, "uppgradera", register, failure=remedy)
    else:
        remedy = "Exemplet kunde inte göras; raderna ovan säger varför."
        run(*program, "skapa", register, "--exempel", failure=remedy)
    section = ("--ar", "2026", "--tillfalle", "april")
    reports = [DEMO / f"internkontroll-2026-april{ending}" for ending in (".docx", ".pdf")]
    for report in reports:
        run(*program, "exportera", register, *section, "--till", report, failure=remedy)
    say("\nKlart. Filerna att öppna:")
    say("".join(f"  {path}\n" for path in (*reports, register)))
    if has_screen() and install_qt(QT_SCREEN, "för fönstret"):
        say("Fönstret öppnas; demot är slut när det stängs.")
        run(*program, register, failure="Fönstret kunde inte öppnas; raderna ovan säger varför.")


def lint(arguments: list[str]) -> None:
    """Check style, types and who imports whom."""
    refuse(arguments)
    prepare()
    for name, command in LINT_STEPS.items():
        say(f"> {name}")
        run(*command, failure=f"{name}: se raderna ovan.")


def test(arguments: list[str]) -> None:
    """Lint, then run the tests; the arguments go to pytest.

    The tests of the window are a run of their own, since the others run without Qt: after them, or
    alone where an argument names them. Other arguments choose among the others.
    """
    install_test_programs()
    lint([])
    keep_bytecode()
    of_window = any("tests/ui" in argument.replace("\\", "/") for argument in arguments)
    pytest = (PYTHON, "-m", "pytest", "--numprocesses=auto", "--durations=10")
    if not of_window:
        say("> pytest")
        run(*pytest, *arguments, failure="pytest: se raderna ovan.")
    if of_window or not arguments:
        # A file's tests share a window, which takes longer to make than most of them take.
        test_window(*pytest, "--dist=loadfile", "-p", "pytest-qt", *(arguments or ["tests/ui"]))


def keep_bytecode() -> None:
    """Keep what Python compiles also where it is told to leave nothing in the project's folders.

    A quarter of the tests' time would else go to compiling the program for each that starts it.
    """
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ.setdefault("PYTHONPYCACHEPREFIX", str(VENV / "bytecode"))


def test_window(*command: str | Path) -> None:
    """Run the tests of the window; they are skipped, and that is said, where Qt can't be loaded."""
    say("> pytest, fönstret")
    if not install_qt(QT_OFFSCREEN, "för prov av fönstret"):
        say("Fönstrets prov hoppas över.")
        return
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    run(*command, failure="pytest, fönstret: se raderna ovan.")


def bilder(arguments: list[str]) -> None:
    """Draw every page and dialog of the window; the arguments go to the program `bilder`."""
    if not arguments:
        raise Failed(f"Säg vilken mapp bilderna ska ligga i: python3 dev.py bilder MAPP\n\n{__doc__}", 2)
    prepare()
    if not install_qt(QT_OFFSCREEN, "för bilder av fönstret"):
        raise Failed("Installera det som saknas och kör kommandot igen.")
    run(PYTHON, "-m", "bilder", *arguments, failure="Bilderna blev inte klara; raderna ovan säger varför.")


def bench(arguments: list[str]) -> None:
    """Measure speed and memory; the arguments go to the benchmarks."""
    prepare()
    run(PYTHON, "-m", "benchmarks", *arguments, failure="Mätningen nådde inte alla mål; se raderna ovan.")


def mutera(arguments: list[str]) -> None:
    """Seed defects in a copy and see that the tests catch them; words choose among the defects."""
    install_test_programs()
    prepare()
    run(PYTHON, "-m", "mutations", *arguments, failure="Proven fångade inte alla fel; se raderna ovan.")


def stort(arguments: list[str]) -> None:
    """Run the acceptance tests of 1,000 generated risks; the arguments go to pytest."""
    install_test_programs()
    prepare()
    os.environ["INTERNKONTROLL_STORT"] = "1"
    run(PYTHON, "-m", "pytest", "tests/acceptans/test_generated.py", *arguments, failure="pytest: se raderna ovan.")


def windows(arguments: list[str]) -> None:
    """Run the tests with Windows' own Python and libraries under wine; the arguments go to pytest."""
    missing = [package for program, package in WINDOWS_PROGRAMS.items() if not shutil.which(program)]
    if missing and not install_debian(missing, "för att köra Windows program"):
        raise Failed("Installera det som saknas och kör kommandot igen.")
    prepare()
    run(PYTHON, "-m", "windows", *arguments, failure="Windows: se raderna ovan.")


def lock(arguments: list[str]) -> None:
    """Write requirements.lock anew from pyproject.toml, for all systems and Pythons; the arguments go to uv."""
    prepare()
    run(
        *(PYTHON, "-m", "uv", "pip", "compile", "pyproject.toml", "--group", "dev", "--universal", "--quiet"),
        *("--python-version", ".".join(map(str, OLDEST_PYTHON)), "--generate-hashes", "--no-emit-index-url"),
        *("--custom-compile-command", "python3 dev.py lock", "--output-file", LOCK.name, *arguments),
        failure="requirements.lock kunde inte skrivas om; raderna ovan säger varför.",
    )
    prepare()


def refuse(arguments: list[str]) -> None:
    """Raise Failed if there are arguments to a command that takes none."""
    if arguments:
        raise Failed(f"Okänt argument: {' '.join(arguments)}\n\n{__doc__}", 2)


COMMANDS: dict[str, Callable[[list[str]], None]] = {
    "demo": demo,
    "test": test,
    "lint": lint,
    "bilder": bilder,
    "bench": bench,
    "mutera": mutera,
    "stort": stort,
    "windows": windows,
    "lock": lock,
}


def main(arguments: list[str]) -> int:
    """Carry out one command; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # where the terminal knows no å: better a ? than a traceback
    if sys.version_info < OLDEST_PYTHON:
        print(f"Python 3.11 eller senare behövs; det här är {sys.version.split()[0]}.", file=sys.stderr)
        return 1
    if arguments[:1] in ([], ["-h"], ["--help"]):
        say(__doc__ or "")
        return 0 if arguments else 2
    try:
        if arguments[0] not in COMMANDS:
            raise Failed(f"Okänt kommando: {arguments[0]}\n\n{__doc__}", 2)
        COMMANDS[arguments[0]](arguments[1:])
    except Failed as failure:
        print(f"\n{failure}", file=sys.stderr)
        return failure.status
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
