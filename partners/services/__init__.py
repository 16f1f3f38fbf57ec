"""The only writers of the partners' rows."""
