"""The full-text index in SQLite: one FTS5 row a statement, kept by triggers.

The table keeps a copy of what it indexes. A table without one would need the old words to forget a row, and
when a speaker is renamed the old names are already gone. Article titles and names stand in other tables, so
triggers there refresh the rows too; SQLite refuses to rename a table while a trigger elsewhere names it,
which is why `claims.search.index` drops them before a migration and makes them again after it.
"""

from __future__ import annotations

TABLE = """CREATE VIRTUAL TABLE claims_statement_fts
USING fts5(words, speaker, title, tokenize="unicode61 remove_diacritics 2", prefix='3')"""

_ROWS = """INSERT INTO claims_statement_fts(rowid, words, speaker, title)
SELECT s.id, s.words,
 trim(s.speaker_name || ' ' || coalesce(p.name, '') || ' ' ||
  coalesce((SELECT group_concat(n.name, ' ') FROM speakers_speakername n WHERE n.speaker_id IN (s.speaker_id, p.canonical_id)), '')),
 coalesce(a.title, '')
FROM claims_statement s
LEFT JOIN speakers_speaker p ON p.id = s.speaker_id
LEFT JOIN articles_articleversion v ON v.id = s.version_id
LEFT JOIN articles_article a ON a.id = v.article_id"""

COUNTS = "SELECT (SELECT count(*) FROM claims_statement), (SELECT count(*) FROM claims_statement_fts_docsize)"


def _refreshing(which: str) -> str:
    """Return the body that indexes anew the statements `which`, a condition on `claims_statement`."""
    forget = f"DELETE FROM claims_statement_fts WHERE rowid IN (SELECT s.id FROM claims_statement s WHERE {which})"  # noqa: S608 - constants
    return f"BEGIN {forget}; {_ROWS} WHERE {which}; END"


_OF_ARTICLE = "s.version_id IN (SELECT id FROM articles_articleversion WHERE article_id = new.id)"
# Names of the record that stands for a merged one are indexed with its statements too.
_OF_SPEAKER = (
    "s.speaker_id IN (SELECT id FROM speakers_speaker WHERE id IN ({0}) OR canonical_id IN ({0}))"
)
_FORGET = "DELETE FROM claims_statement_fts WHERE rowid = old.id"

_EVENTS = {
    "claims_fts_insert": f"AFTER INSERT ON claims_statement BEGIN {_ROWS} WHERE s.id = new.id; END",
    "claims_fts_delete": f"AFTER DELETE ON claims_statement BEGIN {_FORGET}; END",
    "claims_fts_update": "AFTER UPDATE OF words, speaker_id, speaker_name, version_id ON claims_statement "
    + _refreshing("s.id = new.id"),
    "claims_fts_speaker": "AFTER UPDATE OF name, canonical_id ON speakers_speaker "
    + _refreshing(_OF_SPEAKER.format("new.id")),
    "claims_fts_name_insert": "AFTER INSERT ON speakers_speakername "
    + _refreshing(_OF_SPEAKER.format("new.speaker_id")),
    "claims_fts_name_update": "AFTER UPDATE OF name, speaker_id ON speakers_speakername "
    + _refreshing(_OF_SPEAKER.format("old.speaker_id, new.speaker_id")),
    "claims_fts_name_delete": "AFTER DELETE ON speakers_speakername "
    + _refreshing(_OF_SPEAKER.format("old.speaker_id")),
    "claims_fts_title": "AFTER UPDATE OF title ON articles_article " + _refreshing(_OF_ARTICLE),
}
TRIGGERS = {name: f"CREATE TRIGGER {name} {event}" for name, event in _EVENTS.items()}
REBUILD = (
    "DROP TABLE IF EXISTS claims_statement_fts",
    TABLE,
    _ROWS,
    "INSERT INTO claims_statement_fts(claims_statement_fts) VALUES ('optimize')",
    *(f"DROP TRIGGER IF EXISTS {name}" for name in TRIGGERS),
    *TRIGGERS.values(),
)
