"""Utbyte files that nobody thought of: everything that the format allows, in the form that the program exports.

The canonical form: the top level's lists, ``texter`` and ``uppfoljning_och_insyn`` are always there,
``process`` and ``mal`` of a risk too; any other list only where it holds something.
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from internkontroll.domain.status import Status
from internkontroll.domain.words import Egenkontrollmetod, Frekvens, Resultat, Svarsord
from tests.utbyte_files import Raw

Members = SearchStrategy[Raw]

_CHARACTERS = "abcABC019åäöÅÄÖéß§”\"'\\/<>&{}[].,:;-–−%_🦉 \n\t\r\u00a0\u2028\u0301\x7f\x85"

said = st.text(_CHARACTERS, max_size=8)
"""Any text, the empty one included."""

named = st.text(_CHARACTERS, min_size=1, max_size=8).filter(str.strip)
"""A text that isn't blank."""

days = st.dates().map(datetime.date.isoformat)


def _words(vocabulary: Iterable[str]) -> SearchStrategy[str]:
    return st.sampled_from([str(word) for word in vocabulary])


def _any_of(**members: SearchStrategy[Any]) -> Members:
    """An object with some of the members."""
    return st.fixed_dictionaries({}, optional=members)


def _texts(*names: str) -> Members:
    return _any_of(**dict.fromkeys(names, said))


def _reference(name: str, choices: Sequence[str]) -> Members:
    return _any_of(**{name: st.sampled_from(choices)}) if choices else st.just({})


def _object(required: dict[str, SearchStrategy[Any]], *optional: Members) -> Members:
    """An object with the required members, and those of the optional objects."""
    parts = st.tuples(st.fixed_dictionaries(required), *optional)
    return parts.map(lambda found: {name: value for part in found for name, value in part.items()})


def _unique(records: Members, name: str, most: int) -> SearchStrategy[list[Raw]]:
    """Records of which no two have the same value in the member, which they may be without."""
    return st.lists(records, unique_by=lambda record: record.get(name, id(record)), max_size=most)


_atgarder = st.lists(
    _object({"beskrivning": named}, _texts("kommentar", "ansvarig"), _any_of(status=_words(Status), slutdatum=days)),
    max_size=3,
)
_scale = st.fixed_dictionaries(dict.fromkeys(("sannolikhet", "konsekvens"), st.lists(said, min_size=3, max_size=6)))
_beslut = _object({}, _texts("paragraf", "diarienummer"), _any_of(datum=days)).filter(bool)
_rapport = _object(
    {"typ": _words(["internkontrollplan", "delarsrapport-april", "delarsrapport-augusti", "verksamhetsberattelse"])},
    _texts("rubrik", "underrubrik"),
    _any_of(period=days),
)
_granskningar = st.lists(
    _object({"namn": named, "atgarder": _atgarder}, _texts("granskare", "diarienummer"), _any_of(datum=days)),
    max_size=2,
)
_avtal = st.lists(
    _object({"avtal": named}, _texts("omrade", "typ", "ansvar", "tidplan", "intervall", "mottagare")), max_size=2
)
_processer = _unique(_object({"nummer": named, "namn": named}), "nummer", 3)
_mal = _unique(_object({"namn": named}, _texts("overordnat")), "namn", 3)


@st.composite
def utbyte_files(draw: DrawFn) -> Raw:
    """A whole file."""
    head = {
        "format": "internkontroll-utbyte",
        "version": 1,
        "organisation": draw(_organisation()),
        "ar": draw(st.integers(1990, 2100)),
        "processer": draw(_processer),
        "mal": draw(_mal),
    }
    head |= draw(_any_of(skala=_scale, beslut=_beslut))
    return head | draw(_rest(head))


@st.composite
def two_files(draw: DrawFn) -> tuple[Raw, Raw]:
    """A draft and a later file on the same plan and report: other content, of records that it partly names alike."""
    first: Raw = draw(utbyte_files())
    first.pop("beslut", None)
    same = ("format", "version", "organisation", "ar", "processer", "mal", "skala")
    second: Raw = {name: first[name] for name in same if name in first}
    second |= draw(_any_of(beslut=_beslut)) | draw(_rest(second))
    second["rapport"]["typ"] = first["rapport"]["typ"]
    if draw(st.booleans()):
        second.pop("skala", None)
    for name, keys in _KEYS.items():
        for one, other in zip(first[name], second[name], strict=False):
            if draw(st.booleans()):
                other |= {key: one[key] for key in keys if key in one}
        ids = [record["id"] for record in second[name] if "id" in record]
        assume(len(ids) == len(set(ids)))
    return first, second


_KEYS = {
    "risker": ("id", "beskrivning", "atgarder"),
    "granskningar": ("diarienummer", "namn"),
    "systematiska_kontroller": ("kontroll",),
    "egenkontroller": ("id", "namn"),
}
"""List → the members that its records are known by."""


@st.composite
def _rest(draw: DrawFn, head: Raw) -> Raw:
    """What stands on the organisation, the processes and the goals of `head`."""
    units = _units(head["organisation"])
    numbers = [process["nummer"] for process in head["processer"]]
    goals = [one["namn"] for one in head["mal"]]
    return {
        "rapport": draw(_rapport),
        "texter": draw(_texts("inledning", "sammanfattning", "struktur")),
        "risker": draw(_unique(_risk(numbers, goals, units, head.get("skala")), "id", 4)),
        "granskningar": draw(_granskningar),
        "systematiska_kontroller": draw(st.lists(_kontroll(numbers, goals), max_size=2)),
        "uppfoljning_och_insyn": draw(_object({"avtal": _avtal}, _texts("inledning", "uppfoljning"))),
        "egenkontroller": draw(_unique(_egenkontroller(numbers, units), "id", 2)),
    }


@st.composite
def _organisation(draw: DrawFn) -> Raw:
    organisation: Raw = draw(_object({"namnd": named}, _texts("kommun"), _any_of(forvaltning=named)))
    names = draw(st.lists(named, unique=True, max_size=4))
    enheter = []
    for place, name in enumerate(names):
        # Only a unit named before, or a whole that is no unit of its own: nothing may be part of itself.
        wholes = [whole for whole in _wholes(organisation) if whole not in names]
        enheter.append(
            draw(_object({"namn": st.just(name)}, _texts("chef"), _reference("del_av", wholes + names[:place])))
        )
    return organisation | ({"enheter": enheter} if enheter else {})


def _wholes(organisation: Raw) -> list[str]:
    return [organisation[name] for name in ("namnd", "forvaltning") if name in organisation]


def _units(organisation: Raw) -> list[str]:
    """Every name that a risk or an egenkontroll can give as its unit."""
    return sorted({*_wholes(organisation), *(enhet["namn"] for enhet in organisation.get("enheter", []))})


def _risk(numbers: list[str], goals: list[str], units: list[str], skala: Raw | None) -> Members:
    steps = {name: len(skala[name]) if skala else 4 for name in ("sannolikhet", "konsekvens")}
    return _object(
        {
            "process": st.sampled_from([None, *numbers]),
            "mal": st.sampled_from([None, *goals]),
            "beskrivning": named,
            "atgarder": _atgarder,
        },
        _texts("bakgrund", "effekter", "forutsattningar", "paverkar_aven", "riskagare"),
        _any_of(id=said, **{name: st.integers(1, highest) for name, highest in steps.items()}),
        _reference("enhet", units),
    )


def _kontroll(numbers: list[str], goals: list[str]) -> Members:
    comment = said | st.builds(
        "{}{}".format, _words(Status), st.sampled_from(["", "\n", "\n\n", "\n\n\n", "\n\nJa", "!"])
    )
    return _object(
        {"kontroll": named},
        _texts("beskrivning", "metod", "ansvarig"),
        _any_of(frekvens=_words(Frekvens), status_och_kommentar=comment),
        _reference("mal", goals),
        _reference("process", numbers),
    )


@st.composite
def _egenkontroller(draw: DrawFn, numbers: list[str], units: list[str]) -> Raw:
    enheter = draw(st.lists(st.sampled_from(units), unique=True, min_size=1, max_size=3))
    points = draw(st.lists(named, max_size=3))
    utfall = draw(
        st.lists(_utfall(enheter, len(points)), unique_by=lambda one: (one["enhet"], one["period"]), max_size=3)
    )
    control = draw(
        _object(
            {"namn": named, "enheter": st.just(enheter)},
            _texts("ansvarig", "id"),
            _any_of(metod=_words(Egenkontrollmetod), frekvens=_words(Frekvens)),
            _reference("process", numbers),
        )
    )
    return control | _filled(kontrollpunkter=points, utfall=utfall)


@st.composite
def _utfall(draw: DrawFn, enheter: list[str], points: int) -> Raw:
    counts = st.integers(0, 1_000_000_000)
    one = draw(
        _object(
            {"enhet": st.sampled_from(enheter), "period": days},
            _texts("utford_av", "kommentar"),
            _any_of(datum=days, antal_granskade=counts, antal_avvikelser=counts, resultat=_words(Resultat)),
        )
    )
    return one | _filled(svar=draw(st.lists(_words(Svarsord), max_size=points)), atgarder=draw(_atgarder))


def _filled(**lists: list[Any]) -> Raw:
    return {name: value for name, value in lists.items() if value}
