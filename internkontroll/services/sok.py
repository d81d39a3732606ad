"""Search over everything in the register while somebody types, before SQLAlchemy is loaded."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from internkontroll.db.ordindex import first_number, table_of
from internkontroll.db.reader import Reader
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.services.sidor.modell import Sida
from internkontroll.services.sidor.ord import beginnings, finds, match, split_words

_MOST = 200
"""Rows of the index that are looked at for each answer."""


@dataclass(frozen=True, slots=True)
class Traff:
    """A record that was found, and what says which one it is: "Risk · 2.3 HR/Personal · 2026" in `under`.

    `sida` is None where no list has it: processer, mål and units. A recommendation is found as its
    granskning, a comment as its åtgärd or kontroll. `plan_id` is None for a unit.
    """

    tabell: str
    id: int
    sida: Sida | None
    plan_id: int | None
    titel: str
    under: str


@dataclass(frozen=True, slots=True)
class _Kind:
    """How the records of a table are shown; SQL with `post` for the row."""

    word: str
    sida: Sida | None
    titel: str
    var: str = "NULL"
    joins: str = ""
    living: str = "post.borttagen IS NULL"
    tabell: str = ""
    id: str = "post.id"
    plan: str = "post.plan_id"


_PROCESS = "LEFT JOIN process ON process.id = post.process_id AND process.borttagen IS NULL"
_PROCESS_NAME = "process.nummer || ' ' || process.namn"
_OWNERS = """
    LEFT JOIN risk ON risk.id = {0}.risk_id LEFT JOIN granskning ON granskning.id = {0}.granskning_id
    LEFT JOIN utfall ON utfall.id = {0}.utfall_id LEFT JOIN egenkontroll ON egenkontroll.id = utfall.egenkontroll_id"""
_OWNER_NAME = "coalesce(risk.beteckning, risk.beskrivning, granskning.namn, egenkontroll.namn)"
_OWNERS_LIVE = " AND ".join(f"{one}.borttagen IS NULL" for one in ("risk", "granskning", "utfall", "egenkontroll"))

_KINDS: Mapping[str, _Kind] = {
    "enhet_version": _Kind(
        "Enhet",
        None,
        "post.namn",
        "post.chef",
        "JOIN enhet ON enhet.id = post.enhet_id",
        "NOT EXISTS (SELECT 1 FROM enhet_version AS v WHERE v.enhet_id = post.enhet_id AND v.fran > post.fran)",
        "'enhet'",
        "post.enhet_id",
        "NULL",
    ),
    "process": _Kind("Process", None, "post.nummer || ' ' || post.namn"),
    "mal": _Kind("Mål", None, "post.namn", "post.overordnat"),
    "egenkontroll": _Kind(
        "Egenkontroll",
        Sida.EGENKONTROLLER,
        "coalesce(post.beteckning || ' ', '') || post.namn",
        _PROCESS_NAME,
        _PROCESS,
    ),
    "granskning": _Kind("Granskning", Sida.GRANSKNINGAR, "post.namn", "coalesce(post.diarienummer, post.granskare)"),
    "rekommendation": _Kind(
        "Rekommendation",
        Sida.GRANSKNINGAR,
        "post.rekommendation",
        "granskning.namn",
        "JOIN granskning ON granskning.id = post.granskning_id",
        "post.borttagen IS NULL AND granskning.borttagen IS NULL",
        "'granskning'",
        "granskning.id",
        "granskning.plan_id",
    ),
    "avtal": _Kind("Avtal", Sida.AVTAL, "post.avtal", "post.omrade"),
    "kontroll": _Kind("Kontroll", Sida.KONTROLLER, "post.kontroll", _PROCESS_NAME, _PROCESS),
    "risk": _Kind(
        "Risk", Sida.RISKER, "coalesce(post.beteckning || ' ', '') || post.beskrivning", _PROCESS_NAME, _PROCESS
    ),
    "atgard": _Kind(
        "Åtgärd",
        Sida.ATGARDER,
        "post.beskrivning",
        _OWNER_NAME,
        _OWNERS.format("post"),
        f"post.borttagen IS NULL AND {_OWNERS_LIVE}",
    ),
    "uppfoljning": _Kind(
        "Kommentar",
        Sida.ATGARDER,
        "post.kommentar",
        "coalesce(atgard.beskrivning, kontroll.kontroll)",
        "LEFT JOIN atgard ON atgard.id = post.atgard_id LEFT JOIN kontroll ON kontroll.id = post.kontroll_id"
        + _OWNERS.format("atgard"),
        f"atgard.borttagen IS NULL AND kontroll.borttagen IS NULL AND {_OWNERS_LIVE}",
        "iif(post.atgard_id IS NULL, 'kontroll', 'atgard')",
        "coalesce(post.atgard_id, post.kontroll_id)",
    ),
}


def search(reader: Reader, text: str, sammanhang: Sammanhang | None = None, limit: int = 40) -> list[Traff]:
    """Records with words that begin as those typed, all of them; the chosen plan's and units first.

    Among those of a plan the ones that are called so come before those that only speak of it. Nothing
    for a text without letters and digits.
    """
    words = split_words(text)
    if not words:
        return []
    with reader.moment():
        found: dict[Traff, None] = {}
        for plan_id in (sammanhang.plan_id, None) if sammanhang else (None,):
            for traff in _resolve(reader, _numbers(reader, words, plan_id), limit):
                found[traff] = None
                if len(found) >= limit:
                    return list(found)
    return list(found)


def _numbers(reader: Reader, words: Sequence[str], plan_id: int | None) -> list[int]:
    """Rows of the index with the words, in its order, those whose heading has them first."""
    first_letters = beginnings(words)
    quick = _ask(reader, match(first_letters, plan_id))
    numbers = _with_words(reader, quick, words, have_them=first_letters == [*words])
    if len(quick) < _MOST or len(numbers) * 2 > _MOST:
        return numbers
    # Many words begin so, and few of them are the right ones.
    return _with_words(reader, _ask(reader, match(words, plan_id)), words, have_them=True)


def _ask(reader: Reader, question: str) -> list[int]:
    return [number for (number,) in reader.rows("SELECT rowid FROM sok WHERE sok MATCH ? LIMIT ?", (question, _MOST))]


def _with_words(reader: Reader, numbers: Sequence[int], words: Sequence[str], *, have_them: bool) -> list[int]:
    """Those whose texts have the words, which is known already where they `have_them`; headings with them first."""
    found = finds(words)
    query = """
        SELECT post.id, c0, c1 || ' ' || c2 FROM json_each(?) AS vald
        CROSS JOIN sok_content AS post ON post.id = vald.value ORDER BY vald.key"""
    called, others = [], []
    for number, rubrik, text in reader.rows(query, (str(list(numbers)),)):
        if found(rubrik):
            called.append(number)
        elif have_them or found(f"{rubrik} {text}"):
            others.append(number)
    return called + others


def _resolve(reader: Reader, numbers: Sequence[int], at_once: int) -> Iterator[Traff]:
    """The records as they are shown; so many at once are read."""
    rest = iter(numbers)
    while chunk := list(islice(rest, at_once)):
        traffar = dict(_read(reader, chunk))
        yield from (traffar[number] for number in chunk if number in traffar)


def _read(reader: Reader, numbers: Iterable[int]) -> Iterator[tuple[int, Traff]]:
    by_table: dict[str, list[int]] = {}
    for number in numbers:
        table, post = table_of(number)
        by_table.setdefault(table, []).append(post)
    for table, posts in by_table.items():
        kind, first = _KINDS[table], first_number(table)
        query = f"""
            SELECT post.id, {kind.tabell or f"'{table}'"}, {kind.id}, {kind.plan}, {kind.titel}, {kind.var}, plan.ar
            FROM json_each(?) AS vald CROSS JOIN {table} AS post ON post.id = vald.value
            {kind.joins} LEFT JOIN plan ON plan.id = {kind.plan} WHERE {kind.living}"""  # noqa: S608 - constants only
        for post, tabell, target, plan_id, titel, var, ar in reader.rows(query, (str(posts),)):
            under = " · ".join(str(part) for part in (kind.word, var, ar) if part)
            sida = Sida.KONTROLLER if tabell == "kontroll" else kind.sida
            yield first + post, Traff(tabell, target, sida, plan_id, " ".join(titel.split()), " ".join(under.split()))
