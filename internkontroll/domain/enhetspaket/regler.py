"""What a unit may change in its package, and what hangs on what."""

from collections.abc import Mapping

SUFFIX = ".ikenhet"
"""What a package's name ends with."""

FALT: Mapping[str, tuple[str, ...]] = {
    "tillfalle": (),
    "utfall": ("datum", "utford_av", "antal_granskade", "antal_avvikelser", "resultat", "kommentar", "allvar"),
    "svar": ("svar", "kommentar"),
    "rattelse": (),
    "stickprov": ("borttagen",),
    "risk": (
        "beskrivning",
        "process_id",
        "mal_id",
        "bakgrund",
        "effekter",
        "forutsattningar",
        "paverkar_aven",
        "riskagare",
        "oegentlighet",
        "accepterad_skal",
        "avslutad_skal",
        "avslutad",
        "borttagen",
    ),
    "risk_mal": (),
    "bedomning": (
        "datum",
        "fas",
        "sannolikhet",
        "konsekvens",
        "skal_sannolikhet",
        "skal_konsekvens",
        "borttagen",
    ),
    "atgard": (
        "beskrivning",
        "ansvarig",
        "startdatum",
        "slutdatum",
        "effekt_fraga",
        "effekt",
        "effekt_kommentar",
        "effekt_datum",
        "borttagen",
    ),
    "uppfoljning": ("status", "kommentar", "klart_datum"),
    "bilaga": ("filnamn", "beskrivning", "borttagen"),
}
"""Table → the fields of its records that are taken in from a package; other tables are the register's alone."""

AGARE: Mapping[str, Mapping[str, str]] = {
    "utfall": {"egenkontroll_id": "egenkontroll"},
    "svar": {"utfall_id": "utfall"},
    "rattelse": {"utfall_id": "utfall"},
    "stickprov": {"utfall_id": "utfall"},
    "atgard": {"risk_id": "risk", "utfall_id": "utfall"},
    "uppfoljning": {"atgard_id": "atgard"},
    "bedomning": {"risk_id": "risk"},
    "risk_mal": {"risk_id": "risk"},
    "bilaga": {"risk_id": "risk", "atgard_id": "atgard", "utfall_id": "utfall"},
}
"""Table → column → the table of the record that it hangs below: hidden where that one is in the papperskorg."""

NYA = frozenset(FALT) - {"utfall"}
"""Tables that a unit may add to: which tillfällen there are is the plan's matter."""

OFRAGADE = frozenset({"uuid", "identitet", "ordning"})
"""Fields that differ without anybody having said anything."""
