"""Lines that are not the article, each as a page prints it, and prose that only looks like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.furniture import find_furniture

BODY = (
    "Harbour to Close\n\nThe harbour will close on Monday, the council said after a long vote.\n\n"
)
END = "\n\nFishermen have until noon to move their boats, and many said they would stay."

FURNITURE = [
    pytest.param("AP Photo/Oskar Lind", id="agency-photo-credit"),
    pytest.param("Photo: Oskar Lind / Harbour Times", id="photo-label"),
    pytest.param("Getty Images", id="picture-agency-alone"),
    pytest.param("Image credit: Lumen Archive", id="image-credit"),
    pytest.param("Please let us know if you're having issues with commenting.", id="comment-help"),
    pytest.param("Load More", id="load-more"),
    pytest.param("In Other News", id="teaser-heading"),
    pytest.param("Advertisement", id="advertisement"),
    pytest.param("Story continues below advertisement", id="advertisement-break"),
    pytest.param("Share this article", id="share"),
    pytest.param("Facebook Twitter WhatsApp Email", id="share-bar"),
    pytest.param("Sign up for our daily newsletter and never miss a tide.", id="newsletter"),
    pytest.param("We use cookies to improve your visit. See our privacy policy.", id="cookies"),
    pytest.param("© 2024 Harbour Times. All rights reserved.", id="copyright"),
    pytest.param("Read more: Why the tide came early", id="read-more"),
    pytest.param("By Ada Brook", id="byline"),
    pytest.param("By Ada Brook and Oskar Lind, Harbour Times", id="byline-of-two"),
    pytest.param("Updated 3 March 2024 10:00", id="updated"),
    pytest.param("March 3, 2024", id="date-alone"),
    pytest.param("3 min read", id="reading-time"),
    pytest.param("Editor’s note: This story was first printed in May.", id="editors-note"),
    pytest.param("Correction: The harbour is older than we said.", id="correction"),
    pytest.param(
        "Correction, 3 March: An earlier text gave the wrong tide.", id="dated-correction"
    ),
    pytest.param(
        "This is a demonstration article made for a course; the text re-tells known facts.",
        id="note-about-the-text-itself",
    ),
    pytest.param("All names in this story are fictional.", id="fictional-names"),
    pytest.param("Tags: harbour, boats, tide", id="tags"),
    pytest.param("(Reporting by Ada Brook; Editing by Oskar Lind)", id="desk-line"),
    pytest.param("Follow Ada Brook on Twitter @adabrook", id="follow-author"),
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_line_is_found_whole(line):
    text = f"{BODY}{line}{END}"

    assert [span.of(text) for span in find_furniture(text)] == [line]


PROSE = [
    pytest.param("This is a test of patience, the mayor said.", id="test-in-prose"),
    pytest.param("The correction, he said, came late.", id="correction-in-prose"),
    pytest.param("Share prices fell on Monday, the exchange said.", id="share-as-noun"),
    pytest.param("By Monday the boats had gone, the council said.", id="by-as-preposition"),
    pytest.param("Photographs show three boats on the rocks.", id="photographs-as-subject"),
    pytest.param("Reuters reported that the harbour had closed.", id="agency-as-source"),
    pytest.param("Please let us in, the men shouted.", id="please-in-prose"),
    pytest.param("More from the sea than from the land, she said.", id="more-from"),
    pytest.param("Follow the money, he told the court.", id="follow-in-prose"),
    pytest.param("Copyright law is no help to fishermen, she argued in the end.", id="law"),
    pytest.param("Ada Brook is a reporter who saw the boats leave.", id="reporter-in-the-body"),
    pytest.param("Corrections officers said the gate was open.", id="corrections-officers"),
    pytest.param("Comments were few.", id="comments-as-noun"),
    pytest.param("“Load more boats,” the captain said.", id="quotation"),
]


@pytest.mark.parametrize("line", PROSE)
def test_prose_is_kept(line):
    text = f"{BODY}{line}{END}{END}{END}"

    assert find_furniture(text) == ()


def test_biography_at_the_end_is_found_before_a_menu():
    biography = "Karl Ost was an editor and reporter who has covered tides. Karl lives in Lumen."
    text = f"{BODY}{BODY}{biography}\n\nIn Other News\nLoad More"

    found = [span.of(text) for span in find_furniture(text)]

    assert found == [biography, "In Other News", "Load More"]


def test_last_paragraph_about_somebody_in_the_article_is_kept():
    text = f"{BODY}{BODY}Mayor Karl Ost voted no.\n\nKarl Ost is a former editor of the Times."

    assert find_furniture(text) == ()


def test_headline_is_never_furniture():
    assert find_furniture("Load More\n\nThe harbour will close on Monday.") == ()


def test_lines_glued_together_are_told_apart():
    text = f"{BODY}Fishermen left at noon, and the quay was empty.\nShare\nLoad More"

    assert [span.of(text) for span in find_furniture(text)] == ["Share", "Load More"]


@given(st.text(max_size=400))
def test_any_text_gives_whole_lines(text):
    for span in find_furniture(text):
        assert "\n" not in span.of(text)
        assert span.of(text) == span.of(text).strip()


@given(st.lists(st.sampled_from(["By ", "Photo: ", "Read more ", "a", "\n", "2024 ", "| ", "A B"])))
def test_fragments_of_furniture_never_crash(parts):
    text = "".join(parts)

    assert all(span.end <= len(text) for span in find_furniture(text))
