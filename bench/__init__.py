"""Benchmarks of speed and quality: one module each, run by `make bench`, recorded in `bench/results.md`."""
