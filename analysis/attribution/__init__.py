"""Who said what: text in, attributions out. How it works: docs/attribution.md."""
