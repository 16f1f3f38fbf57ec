"""Commands behind the Makefile; each runs by itself."""
