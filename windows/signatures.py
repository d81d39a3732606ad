"""Whether a Windows program is signed by who made it, judged by the roots that Microsoft trusts."""

import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from windows.wine import Failed

_SIGNERS = re.compile(r"O=(Python Software Foundation|Microsoft Corporation)\b")
_SIGNED_AT = re.compile(r"Timestamp time: (?P<moment>.+ GMT)")
_OK = re.compile(r"^Signature verification: ok", re.MULTILINE)


def check_signed(file: Path, roots: Path) -> None:
    """Return if the PSF or Microsoft has signed the file and it is as it was then. Raises Failed.

    The certificates are judged at the moment of the signature, since those of signers last a few years.
    """
    stamped = _SIGNED_AT.search(_verify(file))
    if stamped:
        moment = datetime.strptime(stamped["moment"], "%b %d %H:%M:%S %Y GMT").replace(tzinfo=UTC)
        arguments = ("-time", str(int(moment.timestamp())), "-CAfile", str(roots), "-TSA-CAfile", str(roots))
        said = _verify(file, *arguments)
        if _OK.search(said) and _SIGNERS.search(said):
            return
    raise Failed(f"{file.name} is not signed by the Python Software Foundation or Microsoft; nothing of it is used")


def _verify(file: Path, *arguments: str) -> str:
    command = ["osslsigncode", "verify", "-ignore-crl", *arguments, "-in", str(file)]
    return subprocess.run(command, capture_output=True, text=True, errors="replace", check=False).stdout  # noqa: S603
