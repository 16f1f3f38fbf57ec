"""What partners take out, at full size: filtered lists, whole lists, the change feed and a dump.

`python -m bench export --statements 1000000` measures SQLite and PostgreSQL, one after the other, and leaves both as they were.
"""
