"""What a web process has loaded is out of the way before its first reader comes."""

import gc

from tracker.settling import load_pages, settle


def test_every_page_is_loaded_before_it_is_asked_for(monkeypatch):
    loaded = []
    monkeypatch.setattr("tracker.settling.get_template", loaded.append)

    load_pages()

    assert {"base.html", "claims/question_detail.html"} <= set(loaded)


def test_what_is_loaded_is_not_looked_through_again():
    before = len(gc.get_objects())

    try:
        settle()
        left, frozen = len(gc.get_objects()), gc.get_freeze_count()
    finally:
        gc.unfreeze()

    assert frozen > before / 2
    assert left < frozen / 10
