"""Whether an item keeps to the standards that partners exchange items in, with the reason and the place of each fault."""
