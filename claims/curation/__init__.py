"""The curators' queue: records that may be one speaker's, two at a time."""
