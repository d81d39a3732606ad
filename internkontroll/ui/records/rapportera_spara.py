"""What the panel that logs a tillfälle writes: the draft, the report, the correction, the risk."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sparat import Sparat
from internkontroll.errors import KnownError
from internkontroll.ui.drafts import Place
from internkontroll.ui.records.rapportera_las import Kept, Said
from internkontroll.ui.session import Session

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint; so are the imports inside the functions.
    from internkontroll.db.session import Register

Write = Callable[["Register"], Sparat]


def draft(utfall_id: int, kept: Kept, said: Said) -> Write:
    """Keep what is said so far."""

    def operation(register: "Register") -> Sparat:
        from internkontroll.services.egenkontroll import save_draft

        saved = save_draft(register, utfall_id, kept.uppgifter(said), version=kept.bild.version)
        return kept.written(register, said, saved)

    return operation


def report(utfall_id: int, kept: Kept, said: Said, others: Mapping[int, int | None], idag: date) -> Write:
    """Hand it in, for the tillfällen of other units too; of those nobody has answered anything."""

    def operation(register: "Register") -> Sparat:
        from internkontroll.services.egenkontroll import submit

        versions: Mapping[int, int | None] = {utfall_id: kept.bild.version, **others}
        saved = submit(register, versions, kept.uppgifter(said, check=not others), idag)
        return kept.written(register, said, saved)

    return operation


def correction(utfall_id: int, kept: Kept, said: Said, reason: str, idag: date) -> Write:
    """Change what is handed in."""

    def operation(register: "Register") -> Sparat:
        from internkontroll.services.egenkontroll import correct

        saved = correct(register, utfall_id, kept.bild.version, kept.uppgifter(said), reason, idag)
        return kept.written(register, said, saved)

    return operation


def lift(utfall_id: int, sammanhang: Sammanhang, values: Mapping[str, Any]) -> Write:
    """Make a risk of the deviation."""

    def operation(register: "Register") -> Sparat:
        from internkontroll.services.egenkontroll import lift_to_risk

        return lift_to_risk(register, utfall_id, sammanhang, values)

    return operation


def put_draft(session: Session, place: Place, text: str | None) -> None:
    """Have the text on this user's disk, None: nothing; where the disk fails the window says so."""
    try:
        if text is None:
            session.drafts.drop(place)
        else:
            session.drafts.keep(place, text)
    except KnownError as error:
        session.failed.emit(error)
