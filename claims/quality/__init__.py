"""How the engine fares with editors: rates with their intervals, drawn and in tables."""
