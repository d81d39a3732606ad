"""Granska on a register: what it is compared with, the example's own slips, and remarks that are silenced."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from internkontroll.db.models import atgard, handelse, lagrum, plan, risk, tillfalle, tystad, uppfoljning
from internkontroll.db.session import Register
from internkontroll.domain.granska import Anmarkning
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.errors import InputRefused, WrongUsage
from internkontroll.services.angra import undo
from internkontroll.services.granska import review_report, silence, unsilence
from internkontroll.services.kontrollera import check
from tests.importing.registers import rows_of

TODAY = date(2026, 11, 21)
PLAN, APRIL, AUGUSTI, HELAR = Tillfalletyp


def remarks(register: Register, typ: Tillfalletyp, ar: int = 2026) -> tuple[Anmarkning, ...]:
    return review_report(register, ar, typ, today=TODAY).anmarkningar


def of_rule(register: Register, typ: Tillfalletyp, rule: str) -> list[Anmarkning]:
    return [remark for remark in remarks(register, typ) if remark.regel == rule]
