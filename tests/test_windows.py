"""dev.py windows: what goes into its Windows, whom it trusts, and which tests run with Qt and which without."""

import re
import subprocess
from pathlib import Path

import pytest

import dev
from windows.__main__ import runs
from windows.lock import LEFT_OUT, requirements
from windows.signatures import check_signed
from windows.wine import Failed

LOCK = dev.LOCK.read_text(encoding="utf-8")
HASH = "    --hash=sha256:" + "0" * 64


def pinned(text: str) -> list[str]:
    return re.findall(r"^([a-z0-9.-]+)==\S+ \\$", text, re.MULTILINE)


def test_all_of_the_lock_but_what_is_left_out_goes_to_windows_with_its_hashes() -> None:
    part = requirements(LOCK, (3, 11, 9))
    names = re.findall(r"^([a-z0-9.-]+)==", LOCK, re.MULTILINE)
    assert set(pinned(part)) == set(names) - set(LEFT_OUT)
    assert set(LEFT_OUT) < set(names)
    blocks = re.split(r"\n(?=[a-z])", part)
    assert [block for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize(
    ("marker", "python", "wanted"),
    [
        ("", (3, 11, 9), True),
        (" ; sys_platform == 'win32'", (3, 11, 9), True),
        (" ; sys_platform != 'win32'", (3, 11, 9), False),
        (" ; python_full_version < '3.11.5'", (3, 11, 9), False),
        (" ; python_full_version < '3.11.5'", (3, 11, 4), True),
        (" ; platform_machine == 'AMD64'", (3, 13, 0), True),
    ],
)
def test_markers_are_settled_as_on_windows(marker: str, python: tuple[int, int, int], wanted: bool) -> None:
    lock = f"# uv\nen==1.0{marker} \\\n{HASH} \\\n{HASH}\n    # via två\n"
    assert requirements(lock, python) == (f"en==1.0 \\\n{HASH} \\\n{HASH}\n" if wanted else "")


SIGNED = """\
Signer's certificate:
    Subject: /C=US/ST=Oregon/O=Python Software Foundation/CN=Python Software Foundation
    Timestamp time: Apr  2 12:32:09 2024 GMT
Signature verification: ok
"""


@pytest.mark.parametrize(
    ("said", "trusted"),
    [
        (SIGNED, True),
        (SIGNED.replace("Python Software Foundation", "Microsoft Corporation"), True),
        (SIGNED.replace("Python Software Foundation", "Någon annan"), False),
        (SIGNED.replace("Signature verification: ok", "Signature verification: failed"), False),
        (SIGNED.replace("Signature verification: ok", "Timestamp Server Signature verification: ok"), False),
        (SIGNED.replace("Timestamp time", "Not a time"), False),
        ("No signature found", False),
    ],
)
def test_only_what_python_or_microsoft_has_signed_is_used(
    said: str, trusted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []

    def verify(command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 0, said, "")

    monkeypatch.setattr(subprocess, "run", verify)
    if trusted:
        check_signed(Path("python311.dll"), Path("roots.pem"))
        assert "-time 1712061129 -CAfile roots.pem -TSA-CAfile roots.pem" in " ".join(commands[-1])
    else:
        with pytest.raises(Failed, match=r"python311\.dll is not signed"):
            check_signed(Path("python311.dll"), Path("roots.pem"))


QT = ["-p", "pytest-qt"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], [["tests"], [*QT, "tests/ui"]]),
        (["-k", "lås"], [["-k", "lås", "tests"], [*QT, "-k", "lås", "tests/ui"]]),
        (["tests/db", "-x"], [["-x", "tests/db"]]),
        (["tests/ui/test_plans.py"], [[*QT, "tests/ui/test_plans.py"]]),
        (["tests/cli", "tests/ui"], [["tests/cli"], [*QT, "tests/ui"]]),
    ],
)
def test_the_window_s_tests_have_a_run_of_their_own(arguments: list[str], expected: list[list[str]]) -> None:
    assert list(runs(arguments)) == expected
