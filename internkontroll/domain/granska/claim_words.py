"""The Swedish turns of phrase that say of a number of åtgärder or egenkontroller how they stand."""

import re
from enum import StrEnum

ADJECTIVES = "(?:identifierade|beslutade|planerade|riskreducerande|externa)"
"""Words between number and noun that leave the noun as it is."""

ADVERBS = (
    "(?: (?:nu|redan|alltså|dessutom|därmed|hittills|fortfarande|således|då|även|också|helt|sammanlagt|totalt|dock"
    "|därför|ännu))*"
)
VERBS = (
    "är|blir|har|kommer|återstår|kvarstår|pågår|förs|flyttas|fortsätter|finns|saknas|beräknas|väntas|bedöms|förväntas"
    "|står|utgår|behöver|redovisas"
)
"""Verbs, separated by |, that something is said of a number with. Only the present: "var" is another day."""

AFTER = (
    r"(?=$|[.,;:)!]| (?:i år|under året|under 20\d\d|för året|för 20\d\d|inom året|(?:innan|före|vid) (?:års\w+|årets)"
    r"|per|till och med|och|samt|men|medan|varav|förrän|enligt plan|nu|hittills)(?!\w))"
)
"""What may follow upon something that is said of all; "klara i september" isn't."""

INVERTED = re.compile(rf"\b(är|blir|har){ADVERBS} $", re.I)
"""A verb before the number: "är tre klara"."""

COMPLEMENT = re.compile(
    r" (?:inte|ej|klara?t?|genomförda?|slutförda?|färdiga?|gjorda?|utförda?|troligen|kvar|aktuella?"
    r"|genomförts|slutförts|utförts|gjorts)\b",
    re.I,
)
"""What follows upon such a number, without a noun between."""

HAVE_DONE = re.compile(rf"\bhar{ADVERBS} (?:gjort|genomfört|utfört) $", re.I)


class Amne(StrEnum):
    """What is counted."""

    RISK = "risk"
    ATGARD = "åtgärd"
    EGENKONTROLL = "egenkontroll"
    GRANSKNING = "granskning"
    KONTROLL = "systematisk kontroll"
    AVTAL = "avtal"


class Matt(StrEnum):
    """What is said of a number; the values are how a remark goes on after the number and the noun."""

    ANTAL = "sammanlagt"
    KLART = "med status Klart"
    BLIR_KLART = "med status Blir klart i år"
    TROLIGEN_KLART = "med status Troligen klart i år"
    EJ_KLART = "med status Ej klart i år"
    EJ_AKTUELL = "med status Ej aktuell"
    INTE_KLART = "som inte är Klart"
    KVAR = "som varken är Klart eller Ej aktuell"
    FORTSATTER = "som inte blir klara i år"
    GJORD = "som är gjorda"
    SAKNAS = "som inte är gjorda"


_DONE = r"(?:klara?|klart|genomförda?|slutförda?|färdiga?)"
_NOT = r"(?:(?:ännu|fortfarande) )?(?:inte|ej)(?: ännu| helt)?"
_PROBABLY = r"(?:troligen|troligtvis|sannolikt)"
_TO_DO = "(?: att (?:genomföra|slutföra))?"
_ON = r"(?: vidare| fortsatt)?(?: (?:under|i|in i|inför) (?:kommande|nästa|20\d\d)(?: år)?)?"
_STATUS = r" (?:har(?: fått)?(?: status)|står som|redovisas som|bedöms som) [”\"»']?"

_ATGARD = (
    (Matt.EJ_KLART, rf"{_STATUS}ej klart i år|{_STATUS}ej klart"),
    (Matt.EJ_AKTUELL, rf"{_STATUS}ej aktuell"),
    (Matt.TROLIGEN_KLART, rf"{_STATUS}troligen klart(?: i år)?"),
    (Matt.BLIR_KLART, rf"{_STATUS}blir klart(?: i år)?"),
    (Matt.KLART, rf"{_STATUS}klart"),
    (Matt.EJ_AKTUELL, rf" är{ADVERBS} (?:inte|ej)(?: längre)? aktuell(?:a|t)?| har{ADVERBS} utgått| utgår"),
    (Matt.INTE_KLART, rf" är{ADVERBS} {_NOT} {_DONE}| har{ADVERBS} {_NOT} (?:genomförts|slutförts|blivit klara?)"),
    (
        Matt.EJ_KLART,
        rf" blir{ADVERBS} (?:inte|ej) {_DONE}| kommer{ADVERBS} (?:inte|ej) (?:att )?(?:hinna )?(?:(?:bli|vara) {_DONE}"
        "|genomföras|slutföras)",
    ),
    (Matt.TROLIGEN_KLART, rf" (?:blir|är){ADVERBS} {_PROBABLY} {_DONE}| kommer {_PROBABLY} (?:att )?bli {_DONE}"),
    (
        Matt.BLIR_KLART,
        rf" blir{ADVERBS} {_DONE}| (?:kommer{ADVERBS}(?: att)?|beräknas|väntas|bedöms|förväntas) (?:bli|vara) {_DONE}",
    ),
    (Matt.KLART, rf" är{ADVERBS} {_DONE}| har{ADVERBS} (?:genomförts|slutförts|blivit klara?)"),
    (
        Matt.KVAR,
        rf" (?:återstår|kvarstår){_TO_DO}| (?:är{ADVERBS}|finns) kvar{_TO_DO}",
    ),
    (
        Matt.FORTSATTER,
        rf" kommer{ADVERBS}(?: att)?(?: fortsatt)?(?: att)? behöva (?:fortsatt )?(?:hanteras|följas upp|slutföras){_ON}"
        rf"| behöver (?:fortsatt )?(?:hanteras|följas upp|slutföras)(?: vidare| fortsatt)?"
        r" (?:under|i|in i|inför) (?:kommande|nästa|20\d\d)(?: år)?"
        r"| förs över(?: till (?:nästa år|20\d\d|(?:internkontroll)?planen för 20\d\d|nästa års plan))?"
        r"| fortsätter (?:under|i|in i) (?:kommande|nästa|20\d\d)(?: år)?",
    ),
)
_CARRIED_OUT = r"(?:gjorda?|genomförda?|utförda?|klara?)"
_EGENKONTROLL = (
    (
        Matt.SAKNAS,
        rf" saknas| återstår| kvarstår| är{ADVERBS} {_NOT} {_CARRIED_OUT}"
        rf"| har{ADVERBS} {_NOT} (?:gjorts|genomförts|utförts)",
    ),
    (Matt.GJORD, rf" är{ADVERBS} {_CARRIED_OUT}| har{ADVERBS} (?:gjorts|genomförts|utförts)"),
)

PREDICATES = {
    amne: tuple((matt, re.compile(rf"(?:{pattern}){AFTER}", re.I)) for matt, pattern in phrases)
    for amne, phrases in ((Amne.ATGARD, _ATGARD), (Amne.EGENKONTROLL, _EGENKONTROLL))
}
"""What is counted → what is said of it, in the order in which it is tried."""
