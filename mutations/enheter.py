"""Defects of the packages for units, out and back, and of who else has the register open."""

from mutations.defect import Defect

_DOMAIN = "internkontroll/domain/enhetspaket"
_SERVICES = "internkontroll/services/enhetspaket"
_RULES = ("tests/domain/test_enhetspaket.py",)
_IN = ("tests/services/test_enhetspaket_importera.py",)
_NEW = ("tests/services/test_enhetspaket_nytt.py",)
_READ = ("tests/services/test_enhetspaket_las.py",)
_OUT = ("tests/services/test_enhetspaket_skapa.py",)
_PRESENCE = "internkontroll/services/narvaro.py"
_PRESENT = ("tests/services/test_narvaro.py",)

DEFECTS = (
    Defect(
        f"{_DOMAIN}/jamfor.py",
        "(step.var == bas and step.var != step.blev)",
        "step.var != step.blev",
        (*_RULES, *_IN),
        "what the register has changed since is written over by the unit's, unasked",
    ),
    Defect(
        f"{_DOMAIN}/jamfor.py",
        "        if _alike(tabell, bas, mine):\n            self._take(step, bas)\n",
        "        if mine:\n            self._take(step, bas)\n",
        (*_RULES, *_IN),
        "an answer that was changed here goes since the unit took its own back",
    ),
    Defect(
        f"{_DOMAIN}/jamfor.py",
        "        if _alike(tabell, bas, mine):\n            for step in steps:\n",
        "        if mine:\n            for step in steps:\n",
        (*_RULES, *_IN),
        "an åtgärd that was changed here goes to the papperskorg since the unit put its own there",
    ),
    Defect(
        f"{_DOMAIN}/jamfor.py",
        "mine is None or not is_alive(mine) or is_moved(tabell, bas, mine))",
        "mine is None or not is_alive(mine))",
        (*_RULES, *_IN),
        "a unit reports on what another one has taken over, and nobody is asked",
    ),
    Defect(
        f"{_DOMAIN}/jamfor.py",
        "refused |= {name: _ONLY_HERE for name in names",
        "refused |= {name: None for name in names",
        (*_RULES, *_NEW),
        "what isn't taken in of a package is passed over in silence",
    ),
    Defect(
        f"{_DOMAIN}/jamfor.py",
        "asked in refused or any(owner in refused for owner in _owners(tabell, row))",
        "any(owner in refused for owner in _owners(tabell, row))",
        (*_RULES, *_NEW),
        "an answer to a question of the unit's own making comes in, or stops the file",
    ),
    Defect(
        f"{_DOMAIN}/regler.py",
        '"utfall": ("datum", ',
        '"utfall": ("forfaller", "datum", ',
        (*_RULES, *_NEW),
        "a unit gives itself another due day",
    ),
    Defect(
        f"{_DOMAIN}/regler.py",
        '    "risk": (\n        "beskrivning",\n',
        '    "risk": (\n        "niva",\n        "beskrivning",\n',
        (*_RULES, *_NEW),
        "a unit lifts its risk to the nämnd's plan by itself",
    ),
    Defect(
        f"{_DOMAIN}/regler.py",
        'NYA = frozenset(FALT) - {"utfall"}',
        "NYA = frozenset(FALT)",
        (*_RULES, *_NEW),
        "a unit makes itself tillfällen that the plan doesn't ask for",
    ),
    Defect(
        f"{_DOMAIN}/regler.py",
        '    "utfall": {"egenkontroll_id": "egenkontroll"},\n',
        "",
        (*_RULES, *_NEW),
        "a report goes unasked into an egenkontroll that lies in the papperskorg, where nobody sees it",
    ),
    Defect(
        f"{_SERVICES}/importera.py",
        "        if self._lage.status == Planstatus.AVSLUTAD:\n",
        "        if False:\n",
        _NEW,
        "a closed year is changed by a package that comes late",
    ),
    Defect(
        f"{_SERVICES}/importera.py",
        "dict.fromkeys((*received, *(head[:KNOWN] for head in self._paket.huvuden[1:])))",
        "dict.fromkeys(head[:KNOWN] for head in self._paket.huvuden[1:])",
        _IN,
        "of two copies that a chief has written in, the first one comes in again after the second",
    ),
    Defect(
        f"{_SERVICES}/importera.py",
        'if tabell == "risk" and falt == "borttagen" and is_decided(lage, row):',
        'if tabell == "risk" and falt == "borttagen" and not is_decided(lage, row):',
        _NEW,
        "a unit takes away a risk that the nämnd has decided",
    ),
    Defect(
        f"{_SERVICES}/importera.py",
        'decided = tabell == "bedomning" and deras.get("risk_id") in mina.get("risk", {})',
        "decided = False",
        _NEW,
        "a unit adds an estimate to what the nämnd has decided",
    ),
    Defect(
        f"{_SERVICES}/las.py",
        "    if faults:\n        raise _tampered(path, faults[0])\n",
        "",
        _READ,
        "a package that was changed with another program is taken in",
    ),
    Defect(
        f"{_SERVICES}/las.py",
        "json.dumps([head, event, logged], ",
        "json.dumps([head, event], ",
        _READ,
        "a package whose log was changed to agree with what was changed is taken in",
    ),
    Defect(
        f"{_SERVICES}/las.py",
        "        if journal.exists():\n",
        "        if False:\n",
        _READ,
        "half a change comes in from a package that was sent while somebody wrote in it",
    ),
    Defect(
        f"{_SERVICES}/mina.py",
        'any(mine[name] != point[name] for name in ("fraga", "svarstyp"))',
        'any(mine[name] != point[name] for name in ("svarstyp",))',
        _IN,
        "an answer ends up under a question in other words than the unit has read",
    ),
    Defect(
        f"{_SERVICES}/mina.py",
        '" AND borttagen IS NULL" if "borttagen" in metadata',
        '"" if "borttagen" in metadata',
        _IN,
        "a report goes to a tillfälle in the papperskorg, not to the one that was made anew",
    ),
    Defect(
        f"{_SERVICES}/skapa.py",
        "                refuse_existing(path)\n",
        "                path.unlink(missing_ok=True)\n",
        _OUT,
        "a package that a chief has written in is replaced",
    ),
    Defect(
        f"{_SERVICES}/skapa.py",
        "AND utfall.borttagen IS NULL AND utfall.datum IS NULL",
        "AND utfall.datum IS NULL",
        _OUT,
        "a unit gets a package though all that it had to do lies in the papperskorg",
    ),
    Defect(
        f"{_SERVICES}/skapa.py",
        "        while own.casefold() in taken:\n",
        "        while own in taken:\n",
        _OUT,
        "of two units of the same name one gets no package, or the other's",
    ),
    Defect(
        f"{_SERVICES}/urval.py",
        'superiors.append(latest | {"chef": None})',
        "superiors.append(latest)",
        _OUT,
        "the names of other chiefs leave with the package",
    ),
    Defect(
        f"{_SERVICES}/urval.py",
        'if row["borttagen"] is None or row["id"] in answered]',
        'if row["borttagen"] is None]',
        (*_OUT, *_NEW, *_IN),
        "what the unit answered before a question got other words isn't in its package",
    ),
    Defect(
        f"{_SERVICES}/urval.py",
        '"stickprov": find.below("stickprov", "utfall_id", _ids(utfall))',
        '"stickprov": []',
        (*_OUT, *_NEW),
        "the chief doesn't get the sample that she is to look at",
    ),
    Defect(
        f"{_SERVICES}/tillampa.py",
        'for key in keys - corrected if ("utfall"',
        'for key in keys if ("utfall"',
        _NEW,
        "a correction is kept twice, once without its reason",
    ),
    Defect(
        f"{_SERVICES}/tillampa.py",
        'keys |= {nyckel.partition("+")[0] for tabell, nyckel in touched if tabell == "svar"}',
        "keys |= set()",
        _NEW,
        "answers that were handed in here give way to the unit's without being kept",
    ),
    Defect(
        f"{_SERVICES}/tillampa.py",
        '"enhet_id": self._enhet_id, "beteckning": None}',
        '"enhet_id": self._enhet_id}',
        _NEW,
        "a unit's proposed risk takes the number of another one",
    ),
    Defect(
        f"{_SERVICES}/tillampa.py",
        '            self._follow(before, values["borttagen"])\n',
        "            pass\n",
        (*_IN, *_NEW),
        "kontroller of a risk that the unit has taken away stay in their list",
    ),
    Defect(
        _PRESENCE,
        "elif age <= STALE_SECONDS and file != self._file:",
        "elif file != self._file:",
        _PRESENT,
        "who crashed has the register open all day",
    ),
    Defect(
        _PRESENCE,
        "return self._file.stat().st_mtime",
        "return time.time()",
        _PRESENT,
        "where the share's clock is another, nobody is seen",
    ),
    Defect(
        _PRESENCE,
        "{escape(path.name)}",
        "{path.name}",
        _PRESENT,
        "nobody is seen in a register with brackets in its name",
    ),
)
