from __future__ import annotations

import pytest

from analysis.language import looks_english

ENGLISH = """The council met on Monday to discuss the state of the bridge, which has been closed since
March. Its chair said that the work would take a year, and that it was too early to say more."""
GERMAN = """Der Rat trat am Montag zusammen, um über den Zustand der Brücke zu sprechen, die seit März
gesperrt ist. Die Vorsitzende sagte, die Arbeiten würden ein Jahr dauern und kosteten viel Geld."""
FRENCH = """Le conseil s'est réuni lundi pour discuter de l'état du pont, fermé depuis le mois de mars.
Sa présidente a dit que les travaux dureraient un an et qu'il était trop tôt pour en dire plus."""
DUTCH = """De raad kwam maandag bijeen om te praten over de staat van de brug, die sinds maart dicht is.
De voorzitter zei dat het werk een jaar zou duren en dat het te vroeg was om meer te zeggen."""


def test_english_prose_looks_english():
    assert looks_english(ENGLISH)


@pytest.mark.parametrize("text", [GERMAN, FRENCH, DUTCH], ids=["german", "french", "dutch"])
def test_other_languages_do_not(text):
    assert not looks_english(text)


def test_other_scripts_do_not_even_when_short():
    assert not looks_english("Совет собрался в понедельник.")


@pytest.mark.parametrize("text", ["", "Port reopens after strike", "12 34"])
def test_a_short_latin_text_gets_the_benefit_of_the_doubt(text):
    assert looks_english(text)
