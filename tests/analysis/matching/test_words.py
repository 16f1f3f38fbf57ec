from __future__ import annotations

import pytest

from analysis.matching.words import clean_post, find_terms, split_words, stem


@pytest.mark.parametrize(
    ("post", "cleaned"),
    [
        pytest.param("The port is shut https://t.co/a1", "The port is shut", id="address"),
        pytest.param("Shut pic.twitter.com/a1 now", "Shut now", id="picture"),
        pytest.param("Help now #FloodRelief", "Help now Flood Relief", id="hashtag"),
        pytest.param("@NorrinPort is shut", "Norrin Port is shut", id="user"),
        pytest.param("It is shut — Ana Ruiz (@ana) May 3, 2026", "It is shut", id="signature"),
        pytest.param("It is  shut.\n", "It is shut.", id="blanks"),
        pytest.param("https://t.co/a1", "https://t.co/a1", id="nothing-left"),
        pytest.param(
            "The port — the only one — is shut.", "The port — the only one — is shut.", id="dashes"
        ),
    ],
)
def test_a_post_becomes_a_sentence(post, cleaned):
    assert clean_post(post) == cleaned


def test_words_are_folded():
    assert split_words("Núñez’s 1,200 CLAIMS, don't") == ["nunez", "1200", "claims", "don't"]


@pytest.mark.parametrize(
    "words",
    [
        ("close", "closed", "closing", "closes"),
        ("stop", "stopped", "stopping", "stops"),
        ("city", "cities"),
        ("minister", "ministers"),
    ],
    ids=lambda words: words[0],
)
def test_forms_of_a_word_have_one_stem(words):
    assert len({stem(word) for word in words}) == 1


@pytest.mark.parametrize("word", ["bus", "red", "king", "sing", "2020s", "crisis", "gas"])
def test_short_words_keep_their_ends(word):
    assert stem(word) == word


def test_terms_leave_out_the_common_words():
    assert find_terms("The port was not closed by us") == ["port", "not", "clos"]
