"""The full-text index in PostgreSQL: one `tsvector` a statement in a table beside, kept by triggers.

No foreign key, or a flush of the tables would fail; no generated column, or later migrations would. Words
are folded before they are split, so that both databases find the same: no case, no accents, and every
mark of punctuation parts two words.
"""

from __future__ import annotations

# The marks are named one by one: classes such as [:alnum:] depend on the locale of the database.
_FOLD = r"""CREATE OR REPLACE FUNCTION claims_search_fold(given text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT regexp_replace(regexp_replace(normalize(lower(left(given, 200000)), NFD), '[\u0300-\u036f]', '', 'g'),
 '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+', ' ', 'g') $$"""

_ROWS = """INSERT INTO claims_statement_fts(statement_id, tsv)
SELECT s.id,
 setweight(to_tsvector('simple', claims_search_fold(s.words)), 'A') ||
 setweight(to_tsvector('simple', claims_search_fold(concat_ws(' ', s.speaker_name, p.name,
  (SELECT string_agg(n.name, ' ') FROM speakers_speakername n WHERE n.speaker_id IN (s.speaker_id, p.canonical_id))))), 'B') ||
 setweight(to_tsvector('simple', claims_search_fold(coalesce(a.title, ''))), 'C')
FROM claims_statement s
LEFT JOIN speakers_speaker p ON p.id = s.speaker_id
LEFT JOIN articles_articleversion v ON v.id = s.version_id
LEFT JOIN articles_article a ON a.id = v.article_id"""

# Names of the record that stands for a merged one are indexed with its statements too.
_OF_SPEAKER = """ARRAY(SELECT s.id FROM claims_statement s JOIN speakers_speaker q ON q.id = s.speaker_id
   WHERE q.id IN ({0}) OR q.canonical_id IN ({0}))"""

_SYNC = f"""CREATE OR REPLACE FUNCTION claims_search_sync() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wanted bigint[];
BEGIN
 IF TG_OP = 'TRUNCATE' THEN TRUNCATE claims_statement_fts; RETURN NULL; END IF;
 IF TG_TABLE_NAME = 'claims_statement' THEN
  IF TG_OP = 'DELETE' THEN DELETE FROM claims_statement_fts WHERE statement_id = OLD.id; RETURN NULL; END IF;
  wanted := ARRAY[NEW.id];
 ELSIF TG_TABLE_NAME = 'speakers_speaker' THEN
  wanted := {_OF_SPEAKER.format("NEW.id")};
 ELSIF TG_TABLE_NAME = 'articles_article' THEN
  wanted := ARRAY(SELECT s.id FROM claims_statement s JOIN articles_articleversion v ON v.id = s.version_id
   WHERE v.article_id = NEW.id);
 ELSIF TG_OP = 'INSERT' THEN
  wanted := {_OF_SPEAKER.format("NEW.speaker_id")};
 ELSIF TG_OP = 'DELETE' THEN
  wanted := {_OF_SPEAKER.format("OLD.speaker_id")};
 ELSE
  wanted := {_OF_SPEAKER.format("OLD.speaker_id, NEW.speaker_id")};
 END IF;
 {_ROWS} WHERE s.id = ANY(wanted) ON CONFLICT (statement_id) DO UPDATE SET tsv = EXCLUDED.tsv;
 RETURN NULL;
END $$"""  # noqa: S608 - constants

_EVENTS = {
    "claims_fts_row": "AFTER INSERT OR DELETE OR UPDATE OF words, speaker_id, speaker_name, version_id ON claims_statement FOR EACH ROW",
    "claims_fts_empty": "AFTER TRUNCATE ON claims_statement FOR EACH STATEMENT",
    "claims_fts_speaker": "AFTER UPDATE OF name, canonical_id ON speakers_speaker FOR EACH ROW",
    "claims_fts_name": "AFTER INSERT OR DELETE OR UPDATE OF name, speaker_id ON speakers_speakername FOR EACH ROW",
    "claims_fts_title": "AFTER UPDATE OF title ON articles_article FOR EACH ROW",
}

# The table that each trigger stands on.
TRIGGERS = {name: event.partition(" ON ")[2].split()[0] for name, event in _EVENTS.items()}
KEEP = (
    "CREATE TABLE IF NOT EXISTS claims_statement_fts(statement_id bigint PRIMARY KEY, tsv tsvector NOT NULL)",
    _FOLD,
    _SYNC,
    *(
        f"CREATE OR REPLACE TRIGGER {name} {event} EXECUTE FUNCTION claims_search_sync()"
        for name, event in _EVENTS.items()
    ),
    f"{_ROWS} WHERE NOT EXISTS (SELECT 1 FROM claims_statement_fts f WHERE f.statement_id = s.id)",  # noqa: S608 - constants
    "DELETE FROM claims_statement_fts f WHERE NOT EXISTS (SELECT 1 FROM claims_statement s WHERE s.id = f.statement_id)",
    "CREATE INDEX IF NOT EXISTS claims_statement_fts_gin ON claims_statement_fts USING gin(tsv)",
)
REBUILD = ("DROP TABLE IF EXISTS claims_statement_fts", *KEEP, "ANALYZE claims_statement_fts")
