"""Defects of the coverage, the reminders, and the compilation and feedback of a year's egenkontroll."""

from mutations.defect import Defect

_COVERAGE = "internkontroll/services/tackning"
_REMINDER = "internkontroll/domain/egenkontroll/paminnelse.py"
_DOMAIN = "internkontroll/domain/sammanstallning"
_SERVICES = "internkontroll/services/sammanstallning"
_FEEDBACK = "internkontroll/services/aterkoppling.py"
_COVERED = ("tests/services/test_tackning.py",)
_REMINDED = ("tests/services/test_paminnelser.py",)
_WORDS = ("tests/domain/test_paminnelse.py",)
_YEAR = ("tests/domain/test_sammanstallning.py",)
_COMPILED = ("tests/services/test_sammanstallning.py",)
_FED_BACK = ("tests/services/test_aterkoppling.py",)

DEFECTS = (
    Defect(
        f"{_COVERAGE}/karta.py",
        "utfall.datum > utfall.forfaller THEN",
        "utfall.datum >= utfall.forfaller THEN",
        _COVERED,
        "what was done on its due day is called late",
    ),
    Defect(
        "internkontroll/domain/egenkontroll/tackning.py",
        "(forfaller or period) < idag",
        "(forfaller or period) <= idag",
        _COVERED,
        "what falls due today is said to be missing",
    ),
    Defect(
        "internkontroll/domain/andel.py",
        "min(max(near, 1), 99)",
        "near",
        _YEAR,
        "nearly all is said to be all",
    ),
    Defect(
        f"{_COVERAGE}/karta.py",
        'min(where["as_of"], where["idag"])',
        'where["as_of"]',
        _COMPILED,
        "the map counts what is done beforehand and the compilation doesn't",
    ),
    Defect(
        f"{_COVERAGE}/karta.py",
        "self._until[nyckel][place] += until * antal",
        "self._until[nyckel][place] += antal",
        _COVERED,
        "the share done in April counts the whole year's",
    ),
    Defect(
        f"{_COVERAGE}/karta.py",
        "egenkontroll.borttagen IS NULL AND utfall.borttagen IS NULL",
        "egenkontroll.borttagen IS NULL",
        (*_COVERED, *_REMINDED),
        "what lies in the papperskorg is asked for",
    ),
    Defect(
        f"{_COVERAGE}/lista.py",
        "coalesce(utfall.forfaller, utfall.period) < :gransen",
        "coalesce(utfall.forfaller, utfall.period) <= :gransen",
        _REMINDED,
        "chiefs are chased for what falls due today",
    ),
    Defect(
        f"{_COVERAGE}/lista.py",
        "ORDER BY v.fran DESC LIMIT 1),\n",
        "ORDER BY v.fran LIMIT 1),\n",
        _REMINDED,
        "the reminder goes to a chief who has left",
    ),
    Defect(
        f"{_COVERAGE}/lista.py",
        "iif(stangd <= :idag, uppgick_i_id, NULL)",
        "uppgick_i_id",
        _REMINDED,
        "before a merger the other unit's chief is reminded",
    ),
    Defect(
        f"{_COVERAGE}/lista.py",
        'return " ".join(chef.casefold().split())',
        "return chef",
        _REMINDED,
        "a chief whose name is written in two ways gets two mails",
    ),
    Defect(
        f"{_COVERAGE}/rader.py",
        "AND coalesce(stangd, '9999') > :ar || '-01-01'",
        "",
        _COVERED,
        "units that were closed years ago stand on the map",
    ),
    Defect(
        _REMINDER,
        "return url if len(url) <= MOST_OF_MAILTO else None",
        "return url",
        _WORDS,
        "the mail of a chief with much to do doesn't open, or is cut off",
    ),
    Defect(
        _REMINDER,
        "if late <= 0:",
        "if late < 0:",
        _WORDS,
        "what falls due today is called 0 dagar sen",
    ),
    Defect(
        f"{_DOMAIN}/antal.py",
        "return self.gjorda - self.ej_relevanta",
        "return self.gjorda",
        _YEAR,
        "what wasn't relevant lessens the share with deviations",
    ),
    Defect(
        f"{_DOMAIN}/aret.py",
        "IN_SEVERAL = 2",
        "IN_SEVERAL = 1",
        _YEAR,
        "what fails in one unit is called a pattern",
    ),
    Defect(
        f"{_DOMAIN}/aret.py",
        "sum(row.brast for row in earlier) if earlier else None",
        "sum(row.brast for row in earlier)",
        _YEAR,
        "a question that wasn't asked last year is said to have failed nowhere then",
    ),
    Defect(
        f"{_DOMAIN}/aret.py",
        "add_up(before) if before else None",
        "add_up(before)",
        _YEAR,
        "an egenkontroll that is new is compared with a year without it",
    ),
    Defect(
        f"{_DOMAIN}/enhet.py",
        "others = self._failing[row.fraga] - 1",
        "others = self._failing[row.fraga]",
        _YEAR,
        "a unit is counted among the others that failed",
    ),
    Defect(
        f"{_DOMAIN}/enhet.py",
        "if answers.ar == fakta.ar and answers.brast:",
        "if answers.brast:",
        _YEAR,
        "a unit is told that last year's failures are this year's",
    ),
    Defect(
        f"{_DOMAIN}/meningar.py",
        "rest = antal.avvikande - graded",
        "rest = 0",
        _YEAR,
        "deviations without a grade are left out of the sentence on how serious they are",
    ),
    Defect(
        f"{_SERVICES}/las.py",
        "{_UTFALL_OF_YEARS} AND u.period <= (plan.ar + :over)",
        "{_UTFALL_OF_YEARS} AND u.period <= (:ar + :over)",
        _COMPILED,
        "the first months of the year are compared with the whole of last year",
    ),
    Defect(
        f"{_SERVICES}/las.py",
        "AND instr(:typer, t.typ) > 0",
        "",
        _COMPILED,
        "the status of December stands in the report of April",
    ),
    Defect(
        f"{_SERVICES}/las.py",
        "coalesce(k.identitet, k.uuid) AS fraga",
        "k.uuid AS fraga",
        _COMPILED,
        "a question that was reworded isn't followed over the years",
    ),
    Defect(
        f"{_SERVICES}/las.py",
        "min(u.antal_avvikelser, u.antal_granskade)",
        "u.antal_avvikelser",
        _COMPILED,
        "a mistyped number gives more brister than there were cases, and no report",
    ),
    Defect(
        f"{_SERVICES}/exportera.py",
        "min(chosen or Tillfalletyp.HELAR.as_of(urval.ar), urval.per or urval.idag)",
        "chosen or Tillfalletyp.HELAR.as_of(urval.ar)",
        _COMPILED,
        "what hasn't fallen due is called not done in a year that goes on",
    ),
    Defect(
        f"{_SERVICES}/rader.py",
        "AND u.borttagen IS NULL AND u.period <= :as_of",
        "AND u.borttagen IS NULL",
        _COMPILED,
        "rows of periods to come don't add up to the compilation",
    ),
    Defect(
        _FEEDBACK,
        "        while own.casefold() in taken:\n",
        "        while own in taken:\n",
        _FED_BACK,
        "one unit's feedback takes the place of another's in a folder",
    ),
    Defect(
        _FEEDBACK,
        "page, FONTS, utseende) == 1:",
        "page, FONTS, utseende) >= 1:",
        _FED_BACK,
        "feedback that is full runs over on a second page",
    ),
    Defect(
        _FEEDBACK,
        "if unit.enhet.casefold() == enhet.strip().casefold()]",
        "if enhet.strip().casefold() in unit.enhet.casefold()]",
        _FED_BACK,
        "a unit whose name holds the asked one's gets feedback too, or the wrong one",
    ),
)
