"""The register on disk: tables, engine, transactions with their log, migrations, backups."""
