"""Expressions of SQL that several pages use; `post` is the row of the page's record."""

from internkontroll.domain.status import Status
from internkontroll.domain.words import Arsbeslut
from internkontroll.services.sidor.kalla import STATUSES

LIVING_ATGARD = "a.risk_id = post.id AND a.borttagen IS NULL"

PROCESS_JOIN = "LEFT JOIN process ON process.id = {0}.process_id AND process.borttagen IS NULL"
MAL_JOIN = "LEFT JOIN mal ON mal.id = {0}.mal_id AND mal.borttagen IS NULL"
PROCESS = "process.nummer || ' ' || process.namn"

DONE = f"('{Status.KLART}', '{Status.EJ_AKTUELL}')"

EFFECT_UNANSWERED = f"""(
    {{0}}.effekt_fraga IS NOT NULL AND {{0}}.arsbeslut IS NOT '{Arsbeslut.FORS_OVER}'
    AND ({{0}}.effekt IS NULL OR {{0}}.effekt_datum < {{0}}.effekt_fraga))"""
"""Of an åtgärd: there is a day to ask whether it has helped, without an answer from that day or later, as
`is_unanswered` says. One that is carried over is asked about where it has been carried to."""

_BY_WORD = " ".join(f"WHEN '{status}' THEN {place}" for place, status in enumerate(STATUSES))


def blank(sql: str) -> str:
    """True where a text is missing or has nothing but blanks."""
    return f"trim(coalesce({sql}, ''), ' ' || char(9, 10, 13, 160)) = ''"


def place_of_status(sql: str) -> str:
    """The place of a status among all, from 0."""
    return f"CASE {sql} {_BY_WORD} END"


def latest_bedomning(fas: str) -> str:
    """Sannolikhet * 10 + konsekvens of the latest bedömning that the tillfälle knows; NULL unless it has both."""
    return f"""(
        SELECT b.sannolikhet * 10 + b.konsekvens FROM bedomning AS b
        WHERE b.risk_id = post.id AND b.fas = '{fas}' AND b.datum <= :until AND b.borttagen IS NULL
        ORDER BY b.datum DESC, b.id DESC LIMIT 1)"""  # noqa: S608 - constants only


def enhet(sql: str) -> str:
    """The unit's name on the day of the tillfälle; one that came later has its first name."""
    versions = f"SELECT v.namn FROM enhet_version AS v WHERE v.enhet_id = {sql}"  # noqa: S608 - constants only
    then, first = f"{versions} AND v.fran <= :as_of ORDER BY v.fran DESC LIMIT 1", f"{versions} ORDER BY v.fran LIMIT 1"
    return f"coalesce(({then}), ({first}))"


def changed(tabell: str) -> str:
    """When the record itself was last written to, by the log."""
    return f"""(
        SELECT h.tid FROM handelserad AS rad JOIN handelse AS h ON h.id = rad.handelse_id
        WHERE rad.tabell = '{tabell}' AND rad.post = post.id ORDER BY rad.id DESC LIMIT 1)"""  # noqa: S608 - constants only
