"""What a web process has loaded is out of the way before its first reader comes."""

import gc

from tracker.settling import settle


def test_what_is_loaded_is_not_looked_through_again():
    before = len(gc.get_objects())

    try:
        settle()
        left, frozen = len(gc.get_objects()), gc.get_freeze_count()
    finally:
        gc.unfreeze()

    assert frozen > before / 2
    assert left < frozen / 10
