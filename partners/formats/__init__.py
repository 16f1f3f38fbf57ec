"""Other clothes for what the API serves: made from the same looks, so that they never say anything else."""
