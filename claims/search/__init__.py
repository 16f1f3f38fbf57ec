"""Full text over statements: the index the database keeps, what an editor types, and what is found."""
