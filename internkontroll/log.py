"""Where a bug is written down, so that a report of it holds what is needed to mend it."""

import traceback
from datetime import datetime
from pathlib import Path


def save_traceback(error: BaseException) -> Path | None:
    """Write the whole traceback to a file of its own in the user's log folder; None where that fails too."""
    # Imported here: nobody needs it until something has gone wrong.
    from platformdirs import user_log_path

    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S-%f")
    try:
        path = user_log_path("internkontroll", appauthor=False, ensure_exists=True) / f"fel-{stamp}.txt"
        path.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        return None
    return path
