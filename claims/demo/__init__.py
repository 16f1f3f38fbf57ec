"""The demo: what `manage.py seed` loads from `seeds/`, through the real ingest, engine and services."""
