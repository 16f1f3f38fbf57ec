"""The review queue as it is read: what is asked, in which order, and what comes next."""
