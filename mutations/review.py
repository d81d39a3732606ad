"""Defects of granska, of the fields in the free texts and of the words on lateness."""

from mutations.defect import Defect

_ROOM = "internkontroll/domain/granska"
_STATUS = ("tests/domain/test_granska_status.py",)
_PNR = ("tests/domain/test_granska_personnummer.py",)
_COUNTS = ("tests/domain/test_granska_antal.py",)
_SILENCE = ("tests/services/test_granska.py",)
_FIELDS = ("tests/domain/test_report_fields.py",)

DEFECTS = (
    Defect(
        f"{_ROOM}/personnummer.py",
        "sum(value - 9 if value > 9 else value for value in doubled)",
        "sum(value % 10 for value in doubled)",
        _PNR,
        "the check digit is reckoned wrong: personnummer are missed",
    ),
    Defect(
        f"{_ROOM}/personnummer.py",
        "day - 60 if day > 60 else day",
        "day",
        _PNR,
        "samordningsnummer are missed",
    ),
    Defect(
        f"{_ROOM}/personnummer.py",
        'hidden = post._replace(rubrik=_CANDIDATE.sub("…", post.rubrik))',
        "hidden = post",
        _PNR,
        "the remark spreads the personnummer that it warns of",
    ),
    Defect(
        f"{_ROOM}/date_rules.py",
        "if agd.atgard.status == Status.KLART and done and done > last:",
        "if agd.atgard.status == Status.KLART and done and done >= last:",
        _STATUS,
        "what was done on the report's own day is called the future",
    ),
    Defect(
        f"{_ROOM}/date_rules.py",
        "    day = min(sak.day, sak.today)\n",
        "    day = sak.day\n",
        _STATUS,
        "what isn't late yet is called late when the report is written ahead",
    ),
    Defect(
        "internkontroll/domain/status.py",
        "if slutdatum is None or status in (Status.KLART, Status.EJ_AKTUELL):",
        "if slutdatum is None or status == Status.KLART:",
        ("tests/domain/test_status.py", *_STATUS),
        "an åtgärd that has lapsed is called late",
    ),
    Defect(
        f"{_ROOM}/counts.py",
        "return tal == count.antal",
        "return tal <= count.antal",
        _COUNTS,
        "a text that says fewer than there are passes",
    ),
    Defect(
        f"{_ROOM}/counts.py",
        "    yield [*risker, *from_granskningar]\n",
        "",
        _COUNTS,
        "a text that counts the åtgärder of granskningar too is called wrong",
    ),
    Defect(
        f"{_ROOM}/claims.py",
        "any(int(year) < ar for year in _YEAR.findall(sentence))",
        "False",
        _COUNTS,
        "a number of another year is called wrong",
    ),
    Defect(
        f"{_ROOM}/compare_rules.py",
        "if was and now and is_open(now) and not is_open(was):",
        "if was and now and is_open(now) and is_open(was):",
        _STATUS,
        "an åtgärd that goes from Klart back to open passes",
    ),
    Defect(
        f"{_ROOM}/review_rules.py",
        "(utfall.forfaller or utfall.period) < sak.today",
        "utfall.period < sak.today",
        ("tests/domain/test_granska_egenkontroller.py",),
        "an egenkontroll is asked for before its due day",
    ),
    Defect(
        "internkontroll/services/granska.py",
        'return f"{regel} {typ}" if found.per_tillfalle else regel',
        "return regel",
        _SILENCE,
        "what was silenced in April stays silent in the verksamhetsberättelse",
    ),
    Defect(
        "internkontroll/services/granska.py",
        "if not skal.strip():",
        "if not skal:",
        _SILENCE,
        "a remark is silenced without a reason",
    ),
    Defect(
        "internkontroll/services/granska.py",
        "silenced.get((_key(remark.regel, typ), remark.post))",
        "next((skal for (key, _), skal in silenced.items() if key == _key(remark.regel, typ)), None)",
        _SILENCE,
        "silencing a rule on one record silences it on all",
    ),
    Defect(
        "internkontroll/domain/report/fields.py",
        "        if name not in FIELDS:\n",
        "        if name not in FIELDS:\n            return found[0]\n        if name not in FIELDS:\n",
        _FIELDS,
        "a misspelt field is printed with its braces",
    ),
    Defect(
        "internkontroll/domain/report/fields.py",
        "    for granskning in underlag.granskningar:\n",
        "    for granskning in ():\n",
        _FIELDS,
        "a field doesn't count the åtgärder of granskningar",
    ),
    Defect(
        "internkontroll/domain/report/fields.py",
        "if utfall.period <= underlag.as_of)",
        "if utfall.period < underlag.as_of)",
        _FIELDS,
        "egenkontroller of the period that ends on the report's day aren't counted",
    ),
)
