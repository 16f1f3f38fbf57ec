"""The pages on which articles are listed, added and followed until they are stored."""
