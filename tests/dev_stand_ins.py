"""What stands in for the machine in the tests of dev.py."""

import shutil
import subprocess
from pathlib import Path

import pytest

import dev


class Runs:
    """Stands in for dev.run: keeps the commands, and fails the one that has a given word in it."""

    def __init__(self, failing: str = "") -> None:
        self.commands: list[str] = []
        self.failing = failing

    def __call__(self, *command: str | Path, failure: str) -> None:
        self.commands.append(" ".join(str(part) for part in command))
        if self.failing and self.failing in self.commands[-1]:
            raise dev.Failed(failure)


class Debian:
    """A Debian machine without pdftotext and ensurepip, whose apt-get can be made to fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, root: bool, apt_fails: bool = False) -> None:
        self.commands: list[list[str]] = []
        self.apt_fails = apt_fails
        monkeypatch.setattr(dev, "is_root", lambda: root)
        monkeypatch.setattr(dev, "is_debian", lambda: True)
        monkeypatch.setattr(shutil, "which", lambda _name: None)
        monkeypatch.setattr(subprocess, "run", self.run)

    def run(self, command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        self.commands.append(command)
        return subprocess.CompletedProcess(command, int(self.apt_fails), "", "E: no such package")
