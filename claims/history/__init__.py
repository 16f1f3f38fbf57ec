"""The history: acts found by who, what, when and where, and told in sentences."""
