"""The page of a speaker: who they are, the posts held, what they said, on what, when and where."""
