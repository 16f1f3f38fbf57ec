"""Two readings of one statement: as values, side by side, and hidden from each other."""
