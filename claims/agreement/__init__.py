"""How far two readers of one statement agree: figures, by desk and by week, drawn and in tables."""
