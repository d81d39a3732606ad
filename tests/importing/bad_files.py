"""Files that no program could take: no JSON, the wrong numbers, the wrong shape."""

import json

from tests.importing.bad_content import STATUSES, BadContent, atgard, egenkontroll, risk, utfall, with_number
from tests.utbyte_files import full

LONG = "x" * 5_000_000
NOT_UTBYTE = (
    "Filen är ingen utbytesfil: fältet ”format” ska vara ”internkontroll-utbyte”. "
    "Välj en fil som är exporterad från Internkontroll."
)
NESTED = "Filen är nästlad i för många nivåer. Exportera den på nytt."
EMPTY = "Filen är tom. Exportera den på nytt och försök igen."
BROKEN = "Filen är inte giltig JSON. Rätta stället eller exportera filen på nytt."
CUT = "x" * 60 + "…"

NOT_JSON = (
    BadContent("an empty file", b"", EMPTY),
    BadContent("a blank file", b" \r\n\t\n", EMPTY),
    BadContent("only a byte order mark", b"\xef\xbb\xbf", EMPTY),
    BadContent("broken JSON", '{"format": "internkontroll-utbyte",\n "ar" 2024}', f"rad 2, tecken 7: {BROKEN}"),
    BadContent("a file cut short", json.dumps(full(), indent=1)[:70], f"rad 4, tecken 18: {BROKEN}"),
    BadContent("two files in one", f"{{}}{json.dumps(full())}", f"rad 1, tecken 3: {BROKEN}"),
    BadContent("a control character as it is", '{"format": "a\x00b"}', f"rad 1, tecken 14: {BROKEN}"),
    BadContent(
        "Latin-1",
        json.dumps(full(), ensure_ascii=False).encode("latin-1", "replace"),
        "Filen är inte sparad som UTF-8 (byte 79). Spara om den som UTF-8.",
    ),
    BadContent(
        "UTF-16",
        json.dumps(full()).encode("utf-16"),
        "Filen är inte sparad som UTF-8 (byte 1). Spara om den som UTF-8.",
    ),
    BadContent("nested 100,000 deep", "[" * 100_000 + "]" * 100_000, NESTED),
    BadContent("another kind of JSON", "[1, 2]", NOT_UTBYTE),
    BadContent("another program's JSON", '{"name": "x", "version": 3}', NOT_UTBYTE),
)

NUMBERS = (
    BadContent("NaN", with_number("NaN"), "fältet ”ar”: ”NaN” är av fel slag. Här ska det stå ett heltal."),
    BadContent(
        "infinity", with_number("-Infinity"), "fältet ”ar”: ”-Infinity” är av fel slag. Här ska det stå ett heltal."
    ),
    BadContent("1e400", with_number("1e400"), "fältet ”ar”: ”Infinity” är av fel slag. Här ska det stå ett heltal."),
    BadContent(
        "5,000 digits", with_number("9" * 5000), "fältet ”ar”: ”Infinity” är av fel slag. Här ska det stå ett heltal."
    ),
    BadContent(
        "a fraction", with_number("2024.5"), "fältet ”ar”: ”2024.5” är av fel slag. Här ska det stå ett heltal."
    ),
    BadContent(
        "a year before all", with_number("1989"), "fältet ”ar”: ”1989” är för litet; gränsen är 1990. Rätta talet."
    ),
    BadContent(
        "a year after all", with_number("2101"), "fältet ”ar”: ”2101” är för stort; gränsen är 2100. Rätta talet."
    ),
    BadContent(
        "a negative count",
        utfall(antal_granskade=-1),
        "egenkontroll 1, utfall 2, fältet ”antal_granskade”: ”-1” är för litet; gränsen är 0. Rätta talet.",
    ),
    BadContent(
        "a count that no database holds",
        utfall(antal_avvikelser=10**19),
        "egenkontroll 1, utfall 2, fältet ”antal_avvikelser”: ”10000000000000000000” är för stort; "
        "gränsen är 1 000 000 000. Rätta talet.",
    ),
    BadContent(
        "step 0", risk(sannolikhet=0), "risk 1, fältet ”sannolikhet”: ”0” är för litet; gränsen är 1. Rätta talet."
    ),
    BadContent(
        "a step outside the scale",
        risk(sannolikhet=6),
        "risk 1, fältet ”sannolikhet”: 6 finns inte på skalan, som går från 1 till 5. Rätta talet.",
    ),
)

SHAPE = (
    BadContent(
        "an unknown member",
        lambda data: data.update(anteckning="x"),
        "Filens översta nivå: Formatet har inget fält som heter ”anteckning”. Ta bort det eller rätta stavningen.",
    ),
    BadContent(
        "an unknown member of an åtgärd",
        atgard(ansvar="x"),
        "risk 1, åtgärd 2: Formatet har inget fält som heter ”ansvar”. Ta bort det eller rätta stavningen.",
    ),
    BadContent(
        "twenty unknown members",
        lambda data: data["beslut"].update({f"f{number}": 1 for number in range(20)}),
        "fältet ”beslut”: Formatet har inget fält som heter ”f0”, ”f1”, ”f2”, ”f3”, ”f4”, ”f5”, ”f6”, ”f7”, ”f8”, "
        "”f9” med flera. Ta bort det eller rätta stavningen.",
    ),
    BadContent("no year", lambda data: data.pop("ar"), "Filens översta nivå: ”ar” saknas. Lägg till det."),
    BadContent(
        "no year and no report",
        lambda data: (data.pop("ar"), data.pop("rapport")),
        "Filens översta nivå: ”ar”, ”rapport” saknas. Lägg till dem.",
    ),
    BadContent(
        "an åtgärd without text",
        lambda data: data["risker"][0]["atgarder"][1].pop("beskrivning"),
        "risk 1, åtgärd 2: ”beskrivning” saknas. Lägg till det.",
    ),
    BadContent("a blank text", risk(1, beskrivning=" \n"), "risk 2, fältet ”beskrivning”: Fältet är tomt. Fyll i det."),
    BadContent(
        "a blank name of a nämnd",
        lambda data: data["organisation"].update(namnd=""),
        "fältet ”organisation”, fältet ”namnd”: Fältet är tomt. Fyll i det.",
    ),
    BadContent(
        "a later version", lambda data: data.update(version=2), "fältet ”version”: Här ska det stå ”1”, inte ”2”."
    ),
    BadContent(
        "a text for a number",
        risk(sannolikhet="3"),
        "risk 1, fältet ”sannolikhet”: ”3” är av fel slag. Här ska det stå ett heltal.",
    ),
    BadContent(
        "a truth for a number",
        risk(sannolikhet=True),
        "risk 1, fältet ”sannolikhet”: ”true” är av fel slag. Här ska det stå ett heltal.",
    ),
    BadContent(
        "a number for a text",
        atgard(kommentar=3),
        "risk 1, åtgärd 2, fältet ”kommentar”: ”3” är av fel slag. Här ska det stå en text.",
    ),
    BadContent(
        "null for a text",
        atgard(kommentar=None),
        "risk 1, åtgärd 2, fältet ”kommentar”: ”null” är av fel slag. Här ska det stå en text.",
    ),
    BadContent(
        "a number for a reference",
        risk(process=2.9),
        "risk 1, fältet ”process”: ”2.9” är av fel slag. Här ska det stå en text eller null.",
    ),
    BadContent(
        "an object for a list",
        lambda data: data.update(risker={}),
        "fältet ”risker”: ”{}” är av fel slag. Här ska det stå en lista.",
    ),
    BadContent(
        "a list for an object",
        lambda data: data.update(rapport=[]),
        "fältet ”rapport”: ”[]” är av fel slag. Här ska det stå ett objekt.",
    ),
    BadContent(
        "a text for a record",
        lambda data: data["risker"].insert(0, "x"),
        "risk 1: ”x” är av fel slag. Här ska det stå ett objekt.",
    ),
    BadContent(
        "a scale of two words",
        lambda data: data["skala"].update(konsekvens=["a", "b"]),
        "fältet ”skala”, fältet ”konsekvens”: Här ska det finnas minst 3 värden. Här finns 2.",
    ),
    BadContent(
        "a scale of seven words",
        lambda data: data["skala"].update(konsekvens=list("abcdefg")),
        "fältet ”skala”, fältet ”konsekvens”: Här ska det finnas högst 6 värden. Här finns 7.",
    ),
    BadContent(
        "an egenkontroll for nobody",
        egenkontroll(enheter=[]),
        "egenkontroll 1, fältet ”enheter”: Här ska det finnas minst 1 värde. Här finns 0.",
    ),
    BadContent(
        "100,000 risks",
        lambda data: data.update(risker=[{"beskrivning": "x", "atgarder": []}] * 100_000),
        "fältet ”risker”: Filen har 100 000 risker; högst 50 000 ryms i en fil. Dela upp den.",
    ),
    BadContent(
        "5 MB in one field",
        atgard(kommentar=LONG),
        "risk 1, åtgärd 2, fältet ”kommentar”: Texten har 5 000 000 tecken; högst 100 000 får plats. Korta den "
        "eller lägg den som bilaga.",
    ),
    BadContent(
        "5 MB in a word",
        atgard(status=LONG),
        f"risk 1, åtgärd 2, fältet ”status”: ”{CUT}” är inget av de ord som gäller. Skriv något av: {STATUSES}.",
    ),
    BadContent(
        "5 MB in a name of a member",
        lambda data: data.update({LONG: 1}),
        f"Filens översta nivå: Formatet har inget fält som heter ”{CUT}”. Ta bort det eller rätta stavningen.",
    ),
)

BAD_FILES = NOT_JSON + NUMBERS + SHAPE
