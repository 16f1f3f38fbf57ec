"""An archive made by rule, of any size: the rows that benchmarks measure against.

`python -m bench archive --statements 1000000 --database var/million.sqlite3` fills a database, and goes on where
it was stopped. The same size and seed give the same rows on every database.
"""
