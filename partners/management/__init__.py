"""Commands of `partners`."""
