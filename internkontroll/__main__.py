"""``python -m internkontroll``."""

from internkontroll.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
