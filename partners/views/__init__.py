"""Pages: the API's documentation for everybody, and each partner's own."""
