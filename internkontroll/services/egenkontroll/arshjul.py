"""Use case: the year of the egenkontroller as a wheel and a list, moved by hand, and as a calendar file."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, RowMapping, select

from internkontroll.db.models import enhet, namnd, plan, utfall
from internkontroll.db.session import Register
from internkontroll.domain.egenkontroll.arbetsdagar import next_working_day
from internkontroll.domain.egenkontroll.arshjul import Hjulpost, calendar_file
from internkontroll.domain.egenkontroll.perioder import period_name
from internkontroll.domain.rubrik import shorten, the_post
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.words import Frekvens
from internkontroll.files import open_replacing
from internkontroll.services.poster import unit_names
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import plain_rows, plans_of, read_living, refuse_closed


@dataclass(frozen=True, slots=True)
class Arshjul:
    """What falls due when, for whom: a post for each egenkontroll and period, by due day."""

    ar: int
    namnd: str
    poster: tuple[Hjulpost, ...]

    def month(self, manad: int) -> tuple[Hjulpost, ...]:
        """Those that fall due in the month of the year."""
        return tuple(post for post in self.poster if (post.senast.year, post.senast.month) == (self.ar, manad))

    def later(self) -> tuple[Hjulpost, ...]:
        """Those that fall due after the year."""
        return tuple(post for post in self.poster if post.senast.year > self.ar)

    def rows(self) -> list[list[str]]:
        """As a table with headers."""
        return [
            ["Senast", "Egenkontroll", "Period", "Ansvarig", "Gjorda", "Enheter"],
            *(
                [
                    str(post.senast),
                    post.namn,
                    post.period_namn,
                    post.ansvarig or "",
                    f"{post.gjorda} av {post.antal}",
                    ", ".join(post.enheter),
                ]
                for post in self.poster
            ),
        ]


def arshjul(connection: Connection, plan_id: int, enhet_id: int | None = None) -> Arshjul:
    """The plan's year; with `enhet_id` that unit's part of it."""
    query = select(plan.c.ar, namnd.c.namn).join(namnd, namnd.c.id == plan.c.namnd_id).where(plan.c.id == plan_id)
    ar, name = connection.execute(query).one()
    names = unit_names(connection, date(ar, 12, 31))
    places = {unit: place for place, unit in enumerate(names)}
    own = "" if enhet_id is None else f"-{_uuid(connection, enhet_id)}"
    rows = connection.exec_driver_sql(_POSTS, {"plan": plan_id, "enhet": enhet_id}).mappings()
    posts = [
        _post(row, tuple(names[unit] for unit in sorted(json.loads(row["enheter"]), key=places.__getitem__)), own)
        for row in rows
    ]
    posts.sort(key=lambda post: (post.senast, post.egenkontroll_id, post.period))
    return Arshjul(ar, name, tuple(posts))


def write_calendar(
    connection: Connection, plan_id: int, path: Path, moment: datetime, enhet_id: int | None = None
) -> None:
    """The year as a calendar file (.ics); `moment`: now, in UTC. Raises EnvironmentFailed where it can't be written."""
    wheel = arshjul(connection, plan_id, enhet_id)
    content = calendar_file(f"Egenkontroller {wheel.ar}, {wheel.namnd}", wheel.poster, moment)
    with open_replacing(path) as stream:
        stream.write(content)


def move_due(
    register: Register, egenkontroll_id: int, period: date, day: date | None, enheter: Collection[int] | None = None
) -> Sparat:
    """Another due day for a period (its last day), of all units or some; None: the plan's own day again.

    A day that nobody works on gives way to the next one. What is done stays as it is, and `generate_year` leaves
    the chosen day alone. Raises InputRefused for a closed plan.
    """
    with operation(register) as writer:
        (control,) = read_living(writer.connection, "egenkontroll", [egenkontroll_id])
        refuse_closed("egenkontroll", plans_of(writer.connection, "egenkontroll", [control]))
        chosen = day and next_working_day(day)
        due = chosen or next_working_day(period + timedelta(days=control["dagar_efter"] or 0))
        writer.call(shorten(f"Senast {due} för {the_post('egenkontroll', control)}"))
        query = select(utfall).where(utfall.c.egenkontroll_id == egenkontroll_id, utfall.c.period == period)
        query = query.where(utfall.c.datum.is_(None), utfall.c.borttagen.is_(None))
        for row in plain_rows(writer.connection, query):
            if enheter is None or row["enhet_id"] in enheter:
                writer.update(utfall, row, {"forfaller": due, "flyttad": chosen})
    return saved(writer)


_POSTS = """
SELECT egenkontroll.id, egenkontroll.uuid, egenkontroll.namn, egenkontroll.frekvens, egenkontroll.manader,
       egenkontroll.ansvarig, utfall.period, count(*) AS antal, count(utfall.datum) AS gjorda,
       coalesce(min(iif(utfall.datum IS NULL, coalesce(utfall.forfaller, utfall.period), NULL)),
                min(coalesce(utfall.forfaller, utfall.period))) AS senast,
       json_group_array(utfall.enhet_id) AS enheter
FROM egenkontroll JOIN utfall ON utfall.egenkontroll_id = egenkontroll.id
WHERE egenkontroll.plan_id = :plan AND egenkontroll.borttagen IS NULL AND utfall.borttagen IS NULL
  AND (:enhet IS NULL OR utfall.enhet_id = :enhet)
GROUP BY egenkontroll.id, utfall.period
"""


def _post(row: RowMapping, enheter: tuple[str, ...], own: str) -> Hjulpost:
    frekvens = Frekvens.MANAD if row["manader"] else row["frekvens"] and Frekvens(row["frekvens"])
    period = date.fromisoformat(row["period"])
    return Hjulpost(
        f"{row['uuid']}-{period:%Y%m%d}{own}@internkontroll",
        row["id"],
        row["namn"],
        frekvens,
        row["ansvarig"],
        period,
        period_name(frekvens, period),
        date.fromisoformat(row["senast"]),
        enheter,
        row["antal"],
        row["gjorda"],
    )


def _uuid(connection: Connection, enhet_id: int) -> str:
    return str(connection.execute(select(enhet.c.uuid).where(enhet.c.id == enhet_id)).scalar_one())
