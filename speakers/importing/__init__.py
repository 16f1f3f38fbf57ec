"""Files for the registry read into records: Popolo as JSON or CSV, and entities of Wikidata. Writes nothing."""
