import pytest

from claims.text_fragments import fragment_url

PAGE = "https://outlet.example/1"


def selector(exact, prefix="", suffix=""):
    return {"start": 0, "end": len(exact), "exact": exact, "prefix": prefix, "suffix": suffix}


@pytest.mark.parametrize(
    ("exact", "fragment"),
    [
        pytest.param("a b c d e f", "a%20b%20c%20d%20e%20f", id="spaces"),
        pytest.param("well-known", "well%2Dknown", id="hyphen"),
        pytest.param("yes, we do", "yes%2C%20we%20do", id="comma"),
        pytest.param("R&D", "R%26D", id="ampersand"),
        pytest.param("50% = ½", "50%25%20%3D%20%C2%BD", id="percent-and-equals"),
        pytest.param("why? #1/2+3", "why%3F%20%231%2F2%2B3", id="reserved"),
        pytest.param("“No”", "%E2%80%9CNo%E2%80%9D", id="curly-quotes"),
        pytest.param("🚢", "%F0%9F%9A%A2", id="emoji"),
        pytest.param("a_b.c~d", "a_b.c~d", id="unreserved-stay"),
        pytest.param("two\n\nparagraphs here", "two,paragraphs%20here", id="across-paragraphs"),
        pytest.param("a  b\tc", "a%20b%20c", id="white-space-is-one-space"),
    ],
)
def test_words_are_encoded(exact, fragment):
    assert fragment_url(PAGE, selector(exact)) == f"{PAGE}#:~:text={fragment}"


def test_short_words_are_told_apart_by_their_neighbours():
    url = fragment_url(PAGE, selector("no", prefix="he said, ", suffix=" - twice"))

    assert url == f"{PAGE}#:~:text=he%20said%2C-,no,-%2D%20twice"


def test_a_word_that_the_window_cut_is_left_out():
    url = fragment_url(
        PAGE,
        selector(
            "no", prefix="x" * 8 + " was asked twice, he said", suffix=" and that " + "y" * 22
        ),
    )

    assert url == f"{PAGE}#:~:text=was%20asked%20twice%2C%20he%20said-,no,-and%20that"


def test_neighbours_stand_on_one_line():
    url = fragment_url(
        PAGE, selector("no", prefix="Headline\n\nHe said ", suffix="\n\nNext paragraph")
    )

    assert url == f"{PAGE}#:~:text=He%20said-,no,-Next%20paragraph"


def test_long_words_are_named_by_their_ends():
    url = fragment_url(PAGE, selector(" ".join(f"w{n}" for n in range(100))))

    assert url == f"{PAGE}#:~:text=w0%20w1%20w2%20w3%20w4,w95%20w96%20w97%20w98%20w99"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("https://a.example/?q=1", "https://a.example/?q=1#:~:text=no"),
        ("https://a.example/#part", "https://a.example/#part:~:text=no"),
        ("https://a.example/#part:~:text=old", "https://a.example/#part:~:text=no"),
    ],
)
def test_what_the_address_has_is_kept(page, expected):
    assert fragment_url(page, selector("no")) == expected


def test_without_words_the_address_stays():
    assert fragment_url(PAGE, selector(" ")) == PAGE
