"""What all tables share: names of constraints, identity, versions, papperskorg and typed columns."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Integer, MetaData, Text, UniqueConstraint

from internkontroll.domain.limits import MAX_TEXT

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

SchemaItem = Column[Any] | CheckConstraint | UniqueConstraint


def key() -> Column[int]:
    """The row's number within this register; never used again (AUTOINCREMENT), so that the log can name it."""
    return Column("id", Integer, primary_key=True)


def record() -> list[SchemaItem]:
    """The columns of what a person edits: `uuid` is the same in every register, `version` counts the edits."""
    return [
        key(),
        Column("uuid", Text, CheckConstraint("length(uuid) = 36", name="uuid"), nullable=False, unique=True),
        Column("version", Integer, nullable=False, server_default="1"),
    ]


def trashable() -> list[SchemaItem]:
    """A record that can lie in the papperskorg: `borttagen` is when it was put there (UTC, ISO 8601)."""
    return [*record(), Column("borttagen", Text)]


def owned_by_plan() -> list[SchemaItem]:
    """A record of one plan. `identitet` is the same for what it was carried over from and to (ADR 3).

    The pair (plan_id, id) is unique so that other tables can refer to "this one, of the same plan".
    """
    return [
        *trashable(),
        Column("plan_id", ForeignKey("plan.id"), nullable=False),
        Column("identitet", Text, CheckConstraint("length(identitet) = 36", name="identitet"), nullable=False),
        Column("ordning", Integer, nullable=False),
        UniqueConstraint("plan_id", "id"),
        UniqueConstraint("plan_id", "identitet"),
    ]


def text(name: str, *, required: bool = False) -> list[SchemaItem]:
    """A text of at most MAX_TEXT characters; a required one holds more than blanks."""
    rule = f"length({name}) <= {MAX_TEXT}"
    if required:
        rule += f" AND trim({name}, ' ' || char(9, 10, 13, 160)) <> ''"
    return [Column(name, Text, CheckConstraint(rule, name=name), nullable=not required)]


def texts(*names: str) -> list[SchemaItem]:
    """Optional texts."""
    return [item for name in names for item in text(name)]


def day(name: str, *, required: bool = False) -> Column[Any]:
    """A real calendar day, stored as YYYY-MM-DD.

    Nothing is added to the day, but older versions of SQLite (3.40) find out only then that 30 February isn't one.
    """
    rule = f"{name} IS date({name}, '+0 days')"
    return Column(name, Date, CheckConstraint(rule, name=name), nullable=not required)


def word(name: str, words: type[StrEnum], *, required: bool = False) -> Column[Any]:
    """One word of a closed vocabulary."""
    return Column(name, Text, CheckConstraint(f"{name} IN ({quoted(words)})", name=name), nullable=not required)


def number(name: str, rule: str) -> Column[Any]:
    """An optional whole number that keeps `rule`."""
    check = CheckConstraint(f"{name} IS NULL OR (typeof({name}) = 'integer' AND {rule})", name=name)
    return Column(name, Integer, check)


def flag(name: str, *, default: bool = False) -> Column[Any]:
    """A yes or no (0, 1), no unless said otherwise."""
    check = CheckConstraint(f"{name} IN (0, 1)", name=name)
    return Column(name, Integer, check, nullable=False, server_default=str(int(default)))


def exactly_one(*names: str) -> CheckConstraint:
    """The rule that one and only one of the columns is filled."""
    return CheckConstraint(" + ".join(f"({name} IS NOT NULL)" for name in names) + " = 1", name="agare")


def quoted(words: Iterable[str]) -> str:
    """The words as SQL literals with commas between."""
    return ", ".join("'" + word.replace("'", "''") + "'" for word in words)
