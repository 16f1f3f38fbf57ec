"""The pages as their users have them: real servers over loopback, signed-in editors, a large archive.

`python -m bench pages --statements 1000000` measures SQLite and PostgreSQL in one run, one after the other.
"""
