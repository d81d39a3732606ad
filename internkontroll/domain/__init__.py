"""The rules of internal control, pure and free of every library."""
