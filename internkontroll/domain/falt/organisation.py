"""Fields of the organisation over time, of law references and of bilagor."""

from internkontroll.domain.falt.model import choice, day, flag, line, paragraphs, reference
from internkontroll.domain.words import Enhetsniva

NAMND = (
    line("namn", "Nämnd", "Nämndens namn, som det ska stå i rapporterna.", "Tekniska nämnden", kravs=True),
    line("kommun", "Kommun", "Kommunens namn.", "Solviks kommun"),
)

ENHET = (
    choice(
        "niva",
        "Nivå",
        "Var i organisationen enheten står.",
        (
            (Enhetsniva.FORVALTNING, "Förvaltning"),
            (Enhetsniva.VERKSAMHET, "Verksamhet"),
            (Enhetsniva.SEKTION, "Sektion"),
            (Enhetsniva.ENHET, "Enhet"),
        ),
        kravs=True,
    ),
    day("stangd", "Stängd", "Dagen då enheten upphörde. Historiken behåller den.", "2026-07-01"),
    reference("uppgick_i_id", "Uppgick i", "Den enhet som tog över verksamheten."),
)

ENHET_VERSION = (
    line("namn", "Namn", "Enhetens namn från och med dagen nedan.", "Lindens gruppbostad", kravs=True),
    day("fran", "Från och med", "Dagen då namnet, chefen eller platsen började gälla.", "2026-03-01", kravs=True),
    line("chef", "Chef", "Chefens namn eller befattning.", "Enhetschef Sara Åberg"),
    reference("overordnad_id", "Hör till", "Den enhet som den här ligger under."),
)

LAGRUM = (
    line("beteckning", "Beteckning", "Hur bestämmelsen nämns i texten.", "5 kap. 2 § SOSFS 2011:9", kravs=True),
    line("rubrik", "Rubrik", "Vad bestämmelsen handlar om, med några ord.", "Egenkontroll", kravs=True),
    day("galler_fran", "Gäller från", "Dagen då lydelsen började gälla.", "2012-01-01", kravs=True),
    day("galler_till", "Gäller till", "Sista dagen som lydelsen gällde. Tomt medan den gäller.", "2026-12-31"),
    line("kalla", "Källa", "Var lydelsen går att läsa.", "HSLF-FS 2023:27"),
    flag("kontrollerad", "Kontrollerad", "Markera när någon har jämfört uppgiften med källan."),
)

BILAGA = (
    line("filnamn", "Filnamn", "Filens namn när den sparas.", "Protokoll skyddsrond mars.pdf", kravs=True),
    paragraphs(
        "beskrivning",
        "Beskrivning",
        "Vad filen visar, så att den går att hitta igen.",
        "Underskrivet protokoll från skyddsronden.",
    ),
)
