"""How the shipped attribution model was made, in named commands: see README.md."""
