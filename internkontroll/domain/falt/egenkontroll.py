"""Fields of an egenkontroll, its kontrollpunkter and its utfall."""

from internkontroll.domain.falt.atgard import FREKVENS
from internkontroll.domain.falt.model import choice, day, line, number, paragraphs, reference
from internkontroll.domain.words import Egenkontrollmetod, Resultat, Svarstyp

EGENKONTROLL = (
    line("beteckning", "Nummer", "Det som ni kallar egenkontrollen. Programmet föreslår nästa lediga.", "E-04"),
    line(
        "namn",
        "Egenkontroll",
        "Ett kort namn på det som följs upp.",
        "Dokumentation av förvarade ägodelar",
        kravs=True,
    ),
    paragraphs(
        "syfte",
        "Syfte",
        "Varför egenkontrollen görs och vad den ska visa.",
        "Att den boende alltid kan få veta var hans eller hennes saker finns.",
    ),
    reference("process_id", "Process", "Den process som egenkontrollen följer upp."),
    line("omrade", "Område", "Den del av verksamheten som egenkontrollen gäller.", "Barn och unga"),
    reference("lagrum_id", "Lagrum", "Den bestämmelse som egenkontrollen svarar mot."),
    choice(
        "metod",
        "Metod",
        "Sättet att följa upp. Listan kommer från de allmänna råden till SOSFS 2011:9.",
        tuple((metod, metod.label) for metod in Egenkontrollmetod),
    ),
    choice(
        "frekvens",
        "Hur ofta",
        "Så ofta som kvaliteten kräver; föreskriften har inget fast intervall.",
        FREKVENS,
    ),
    line(
        "manader",
        "Månader",
        "Månadernas nummer, om egenkontrollen görs i vissa månader. De går före Hur ofta.",
        "3, 9",
    ),
    day("fran", "Från och med", "Om egenkontrollen börjar under året: första dagen.", "2026-03-01"),
    day("till", "Till och med", "Om egenkontrollen slutar under året: sista dagen.", "2026-09-30"),
    line("ansvarig", "Ansvarig", "Den som ser till att enheterna gör egenkontrollen.", "Kvalitetssamordnare"),
    number(
        "dagar_efter",
        "Dagar efter perioden",
        "Hur många dagar enheten har på sig efter periodens slut innan egenkontrollen är försenad.",
        "14",
        0,
        366,
    ),
)

KONTROLLPUNKT = (
    paragraphs(
        "fraga",
        "Fråga",
        "En sak i taget, ställd så att Ja är det önskade svaret.",
        "Finns en underskriven förteckning över det som förvaras?",
        kravs=True,
    ),
    paragraphs(
        "hjalp",
        "Stöd till den som svarar",
        "Hur man tar reda på svaret och var gränsen går mellan Ja, Delvis och Nej.",
        "Delvis när förteckningen finns men är äldre än ett år.",
    ),
    choice(
        "svarstyp",
        "Svar",
        "Hur frågan besvaras.",
        (
            (Svarstyp.JA_NEJ, "Ja, Delvis, Nej eller Ej relevant"),
            (Svarstyp.ANTAL, "Antal"),
            (Svarstyp.ANDEL, "Andel i procent"),
            (Svarstyp.TEXT, "Text"),
        ),
        kravs=True,
    ),
)

UTFALL = (
    reference("enhet_id", "Enhet", "Den enhet som har gjort egenkontrollen.", kravs=True),
    day("period", "Period", "Sista dagen i den period som egenkontrollen gäller.", "2026-06-30", kravs=True),
    day("forfaller", "Senast", "Dagen då egenkontrollen senast ska vara gjord.", "2026-07-14"),
    day("datum", "Utförd", "Dagen då egenkontrollen gjordes. Tomt betyder att den inte är gjord.", "2026-06-29"),
    line("utford_av", "Utförd av", "Den som gjorde egenkontrollen.", "Stödpedagog, Lindens gruppbostad"),
    number(
        "antal_granskade",
        "Antal granskade",
        "Hur många ärenden eller akter som granskades.",
        "20",
        0,
        1_000_000,
    ),
    number("antal_avvikelser", "Antal avvikelser", "Hur många av dem som inte var som de skulle.", "2", 0, 1_000_000),
    choice(
        "resultat",
        "Resultat",
        "Den samlade bedömningen av vad egenkontrollen visade.",
        tuple((resultat, str(resultat)) for resultat in Resultat),
    ),
    paragraphs(
        "kommentar",
        "Analys och kommentar",
        "Vad resultatet beror på och vad ni gör åt det. Skriv aldrig namn eller personnummer på enskilda.",
        "Två förteckningar saknade underskrift. Båda gällde korttidsplatser, där rutinen är ny.",
    ),
    number(
        "allvar",
        "Allvar",
        "Hur allvarlig bristen är, på nämndens skala för allvar. Bara när egenkontrollen visade en brist.",
        "2",
        1,
        5,
    ),
)

ALLVARSGRAD = (
    line("ord", "Ord", "Det ord som graden heter i alla enheter.", "Betydande", kravs=True),
    paragraphs(
        "innebord",
        "Innebörd",
        "Vad som gör en brist så allvarlig, så att två chefer graderar samma brist lika.",
        "Rutinen följs inte, men ingen har farit illa.",
    ),
)
