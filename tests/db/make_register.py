"""Makes the registers that stay under tests/db: ``python -m tests.db.make_register register-0001.ikreg``.

Run once for every revision of the format, by the version that writes it; later versions must be able
to open what they find here, so a file is never made again once its version has been released.
"""

import hashlib
import json
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from internkontroll.db import models
from internkontroll.db.session import Register
from internkontroll.db.writer import Writer, now
from internkontroll.domain.status import Tillfalletyp
from internkontroll.services.importera import import_files
from internkontroll.services.skapa import create_register
from tests import utbyte_files
from tests.db.registers import execute

USER = "Åsa Öberg"
CONTENT = b"Protokoll"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def make(path: Path) -> None:
    """A few rows of every table, some of them changed and one in the papperskorg; beside it what it exports."""
    create_register(path, USER)
    register = Register(path, USER)
    data = utbyte_files.full()
    _import(register, data)
    data["risker"][0]["riskagare"] = "Enhetschef"
    _import(register, data)
    with register.write("Det som filerna inte har") as writer:
        _write_the_rest(writer)
    execute(path, "PRAGMA page_size = 512", "VACUUM")
    exported = utbyte_files.export(register, 2024, Tillfalletyp.APRIL)
    path.with_suffix(".json").write_text(json.dumps(exported, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _import(register: Register, data: utbyte_files.Raw) -> None:
    with TemporaryDirectory() as folder:
        import_files(register, [utbyte_files.write(Path(folder) / "kulturnämnden.json", data)])


def _write_the_rest(writer: Writer) -> None:
    first, second = writer.connection.execute(select(models.risk).order_by(models.risk.c.id)).mappings()
    own = {"plan_id": 1, "ordning": 9}
    writer.connection.execute(models.innehall.insert().values(sha256=SHA256, storlek=len(CONTENT), data=CONTENT))
    writer.insert(models.bilaga, {"filnamn": "protokoll.txt", "sha256": SHA256, "risk_id": first["id"]})
    writer.insert(models.risk_mal, {"plan_id": 1, "risk_id": first["id"], "mal_id": 2})
    writer.insert(models.textmall, {"namnd_id": 1, "tillfalle": "april", "del": "inledning", "innehall": "Nämnden …"})
    writer.insert(models.rekommendation, {"granskning_id": 1, "ordning": 0, "rekommendation": "Pröva jäv."})
    writer.insert(models.utseende, {"namnd_id": 1, "logotyp": SHA256, "logotyp_alt": "Ängsö kommun", "marginal_mm": 25})
    writer.insert(models.avsnittsdel, {"tillfalle_id": 1, "del": "insyn", "ordning": 0, "klar": 1})
    writer.insert(models.tystad, {"plan_id": 1, "regel": "jäv", "post": first["uuid"], "skal": "Är utrett."})
    _write_egenkontroll(writer)
    added = {"tillagd": date(2024, 3, 1), "tillagd_skal": "Nytt lagkrav"}
    thrown = writer.insert(models.risk, own | added | {"niva": "namnd", "beskrivning": "Risk som togs bort"})
    writer.update(models.risk, {"id": thrown, "borttagen": None}, {"borttagen": now()})
    writer.update(models.risk, second, {"accepterad_skal": "Får ta den."})


def _write_egenkontroll(writer: Writer) -> None:
    """What an egenkontroll has beyond the files: a question in new words, a pause, a draw, a chosen day."""
    (point,) = writer.connection.execute(select(models.kontrollpunkt).where(models.kontrollpunkt.c.id == 1)).mappings()
    writer.update(models.kontrollpunkt, point, {"borttagen": now()})
    new = {"egenkontroll_id": 1, "ordning": 0, "fraga": "Är dörren stängd?", "svarstyp": "ja_nej"}
    writer.insert(models.kontrollpunkt, new | {"identitet": point["uuid"]})
    writer.insert(models.uppehall, {"enhet_id": 1, "fran": date(2024, 7, 1), "skal": "Sommarstängt"})
    drawn = {"population": '["A-1","A-2"]', "dragna": '["A-2"]', "algoritm": "sha256-fisher-yates-1", "fro": "frö"}
    writer.insert(models.stickprov, {"utfall_id": 1, "omfattning": "Akter i mars", **drawn})
    writer.insert(models.allvarsgrad, {"namnd_id": 1, "grad": 1, "ord": "Mindre", "innebord": "Ingen skadas."})
    writer.insert(models.rattelse, {"utfall_id": 1, "skal": "Fel akt", "fore": '{"varden":{},"svar":[]}'})
    sent = {"plan_id": 1, "enhet_id": 1, "skapad": now(), "huvud": SHA256}
    writer.insert(models.enhetspaket, sent | {"mottaget": now(), "mottaget_huvud": SHA256})
    (done,) = writer.connection.execute(select(models.utfall).where(models.utfall.c.id == 1)).mappings()
    writer.update(models.utfall, done, {"forfaller": date(2024, 3, 15), "flyttad": date(2024, 3, 15), "allvar": 2})


if __name__ == "__main__":
    make(Path(__file__).with_name(sys.argv[1]))
