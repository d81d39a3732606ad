"""Files whose records can't be taken: said twice, in other words, referring to nothing."""

import json

from tests.importing.bad_content import STATUSES, BadContent, atgard, egenkontroll, enhet, kontroll, risk, utfall
from tests.utbyte_files import full

TWICE = (
    BadContent(
        "a member twice",
        json.dumps(full()).replace('"ar": 2024', '"ar": 2024, "ar": 2023'),
        "Filens översta nivå: ”ar” står två gånger. Ta bort det ena.",
    ),
    BadContent(
        "a member of an åtgärd twice",
        json.dumps(full()).replace('"status": "Blir klart', '"status": "Klart", "status": "Blir klart'),
        "risk 1, åtgärd 1: ”status” står två gånger. Ta bort det ena.",
    ),
    BadContent(
        "a member twice among a hundred thousand",
        "{" + ",".join(f'"m{number}": 1' for number in range(100_000)) + ', "m99999": 2}',
        "Filens översta nivå: ”m99999” står två gånger. Ta bort det ena.",
    ),
    BadContent(
        "an id of two risks",
        risk(1, id="K-1"),
        "risk 2, fältet ”id”: ”K-1” används redan av en annan post. Ge varje post ett eget värde.",
    ),
    BadContent(
        "an id of two egenkontroller",
        lambda data: data["egenkontroller"].append({"id": "E-1", "namn": "x", "enheter": ["Biblioteket"]}),
        "egenkontroll 2, fältet ”id”: ”E-1” används redan av en annan post. Ge varje post ett eget värde.",
    ),
    BadContent(
        "a number of two processes",
        lambda data: data["processer"][0].update(nummer="2.9"),
        "process 2, fältet ”nummer”: ”2.9” används redan av en annan post. Ge varje post ett eget värde. (och 1 fel "
        "till)",
    ),
    BadContent(
        "a name of two mål",
        lambda data: data["mal"][1].update(namn="Fler läser"),
        "mål 2, fältet ”namn”: ”Fler läser” används redan av en annan post. Ge varje post ett eget värde.",
    ),
    BadContent(
        "a name of two units",
        lambda data: data["organisation"]["enheter"].append({"namn": "Biblioteket"}),
        "enhet 3, fältet ”namn”: ”Biblioteket” används redan av en annan post. Ge varje post ett eget värde.",
    ),
    BadContent(
        "a unit twice",
        egenkontroll(enheter=["Biblioteket", "Barnavdelningen", "Biblioteket"]),
        "egenkontroll 1, fältet ”enheter”: ”Biblioteket” står 2 gånger. Ta bort upprepningen.",
    ),
    BadContent(
        "two outcomes of a period",
        utfall(enhet="Barnavdelningen"),
        "egenkontroll 1, utfall 2: Enheten har redan ett utfall för perioden. Slå ihop dem.",
    ),
)

WORDS = (
    BadContent(
        "another status",
        atgard(status="Klar"),
        f"risk 1, åtgärd 2, fältet ”status”: ”Klar” är inget av de ord som gäller. Skriv något av: {STATUSES}.",
    ),
    BadContent(
        "a status in other letters",
        atgard(status="klart"),
        f"risk 1, åtgärd 2, fältet ”status”: ”klart” är inget av de ord som gäller. Skriv något av: {STATUSES}.",
    ),
    BadContent(
        "another report",
        lambda data: data["rapport"].update(typ="april"),
        "fältet ”rapport”, fältet ”typ”: ”april” är inget av de ord som gäller. Skriv något av: "
        "”internkontrollplan”, ”delarsrapport-april”, ”delarsrapport-augusti”, ”verksamhetsberattelse”.",
    ),
    BadContent(
        "another frequency",
        kontroll(frekvens="ibland"),
        "systematisk kontroll 1, fältet ”frekvens”: ”ibland” är inget av de ord som gäller. Skriv något av: ”dag”, "
        "”vecka”, ”månad”, ”kvartal”, ”tertial”, ”halvår”, ”år”, ”löpande”.",
    ),
    BadContent(
        "another answer",
        utfall(svar=["Ja", "Kanske"]),
        "egenkontroll 1, utfall 2, svar 2: ”Kanske” är inget av de ord som gäller. Skriv något av: ”Ja”, ”Nej”, "
        "”Delvis”, ”Ej relevant”.",
    ),
    BadContent(
        "a day that doesn't exist",
        atgard(slutdatum="2023-02-29"),
        "risk 1, åtgärd 2, fältet ”slutdatum”: ”2023-02-29” är inget datum. Skriv det som ÅÅÅÅ-MM-DD.",
    ),
    BadContent(
        "a day in other words",
        lambda data: data["beslut"].update(datum="12/12 2023"),
        "fältet ”beslut”, fältet ”datum”: ”12/12 2023” är inget datum. Skriv det som ÅÅÅÅ-MM-DD.",
    ),
    BadContent(
        "a day without hyphens",
        lambda data: data["rapport"].update(period="20240430"),
        "fältet ”rapport”, fältet ”period”: ”20240430” är inget datum. Skriv det som ÅÅÅÅ-MM-DD.",
    ),
    BadContent(
        "NUL",
        atgard(kommentar="Ring\0upp"),
        "risk 1, åtgärd 2, fältet ”kommentar”: Tecken 5 (U+0000) kan inte stå i ett dokument. Ta bort det.",
    ),
    BadContent(
        "half a surrogate pair",
        lambda data: data["texter"].update(struktur="\ud83d"),
        "fältet ”texter”, fältet ”struktur”: Tecken 1 (U+D83D) kan inte stå i ett dokument. Ta bort det.",
    ),
    BadContent(
        "U+FFFE",
        json.dumps(full(), ensure_ascii=False).replace("Bokbuss", "Bok\ufffebuss"),
        "fältet ”uppfoljning_och_insyn”, avtal 1, fältet ”avtal”: Tecken 4 (U+FFFE) kan inte stå i ett dokument. Ta "
        "bort det.",
    ),
    *(
        BadContent(
            f"{escape} as it can be written",
            json.dumps(full()).replace("Bokbuss", f"Bok{escape}buss"),
            f"fältet ”uppfoljning_och_insyn”, avtal 1, fältet ”avtal”: Tecken 4 (U+{escape[2:].upper()}) "
            "kan inte stå i ett dokument. Ta bort det.",
        )
        for escape in (r"\u0000", r"\u000b", r"\u001F", r"\ud800", r"\uDFFF", r"\ufffe", r"\uFFFF")
    ),
    BadContent(
        "an escape sequence in a name",
        lambda data: data.update({"\x1b[2J": 1}),
        "Filens översta nivå: Formatet har inget fält som heter ”\\u001b[2J”. Ta bort det eller rätta stavningen.",
    ),
)

REFERENCES = (
    BadContent(
        "a process that isn't there",
        risk(process="2.1"),
        "risk 1, fältet ”process”: ”2.1” finns inte i filens ”processer”. Lägg till posten där eller rätta "
        "hänvisningen.",
    ),
    BadContent(
        "a mål that isn't there",
        risk(mal="Fler"),
        "risk 1, fältet ”mal”: ”Fler” finns inte i filens ”mal”. Lägg till posten där eller rätta hänvisningen.",
    ),
    BadContent(
        "a mål of a kontroll",
        kontroll(mal="Fler"),
        "systematisk kontroll 1, fältet ”mal”: ”Fler” finns inte i filens ”mal”. Lägg till posten där eller rätta "
        "hänvisningen.",
    ),
    BadContent(
        "a process of an egenkontroll",
        egenkontroll(process="9"),
        "egenkontroll 1, fältet ”process”: ”9” finns inte i filens ”processer”. Lägg till posten där eller rätta "
        "hänvisningen.",
    ),
    BadContent(
        "a unit of a risk",
        risk(enhet="Arkivet"),
        "risk 1, fältet ”enhet”: Enheten ”Arkivet” finns varken i filen eller i registret. Lägg till den under "
        "”organisation”, ”enheter”, eller rätta namnet.",
    ),
    BadContent(
        "a unit of an egenkontroll",
        egenkontroll(enheter=["Biblioteket", "Barnavdelningen", "Arkivet"]),
        "egenkontroll 1, fältet ”enheter”: Enheten ”Arkivet” finns varken i filen eller i registret. Lägg till den "
        "under ”organisation”, ”enheter”, eller rätta namnet.",
    ),
    BadContent(
        "a unit of an outcome",
        utfall(enhet="Kulturförvaltningen"),
        "egenkontroll 1, utfall 2: Enheten ”Kulturförvaltningen” ingår inte i egenkontrollen. Lägg till den under "
        "”enheter”.",
    ),
    BadContent(
        "a whole that isn't there",
        enhet(0, del_av="Staben"),
        "enheten ”Biblioteket”, fältet ”del_av”: Enheten ”Staben” finns varken i filen eller i registret. Lägg till "
        "den under ”organisation”, ”enheter”, eller rätta namnet.",
    ),
    BadContent(
        "a unit that is part of itself",
        enhet(0, del_av="Biblioteket"),
        "enheten ”Biblioteket”, fältet ”del_av”: Enheten ”Biblioteket” skulle bli en del av sig själv. Rätta ”del_av”.",
    ),
    BadContent(
        "units that are part of each other",
        enhet(0, del_av="Barnavdelningen"),
        "enheten ”Biblioteket”, fältet ”del_av”: Enheten ”Biblioteket” skulle bli en del av sig själv. Rätta ”del_av”.",
    ),
    BadContent(
        "units that are part of each other by way of the register",
        lambda data: data["organisation"].update(enheter=[{"namn": "Biblioteket", "del_av": "Barnavdelningen"}]),
        "enheten ”Biblioteket”, fältet ”del_av”: Enheten ”Biblioteket” skulle bli en del av sig själv. Rätta ”del_av”.",
    ),
    BadContent(
        "more answers than questions",
        utfall(svar=["Ja", "Ja", "Nej"]),
        "egenkontroll 1, utfall 2: Det finns 3 svar men 2 kontrollpunkter. Ta bort svar eller lägg till "
        "kontrollpunkter.",
    ),
    BadContent(
        "another scale for a decided plan",
        lambda data: data["skala"].update(konsekvens=list("abcde")),
        "fältet ”skala”: Planen för 2024 är beslutad och dess riskskala är fryst. Ta bort ”skala” ur filen eller "
        "använd planens ord.",
    ),
    BadContent(
        "several faults",
        lambda data: data.update(processer=[], mal=[]),
        "risk 1, fältet ”process”: ”2.10” finns inte i filens ”processer”. Lägg till posten där eller rätta "
        "hänvisningen. (och 4 fel till)",
    ),
)

BAD_RECORDS = TWICE + WORDS + REFERENCES
