"""The benchmark of resolution on a corpus file written here: what is read, asked and counted as right."""

from __future__ import annotations

import pytest

from bench._gum import read_document, read_splits
from bench.resolution import cases, is_entity, nearest_name

ROWS = [
    ("# newpar", ()),
    ("Ada", "PROPN", "_", "Entity=(1-person-new-x-cf1-1,2-coref"),
    ("Brook", "PROPN", "_", "Entity=1)"),
    ("met", "VERB", "_", "_"),
    ("Oskar", "PROPN", "_", "Entity=(2-person-new-x-cf2-1,2-coref"),
    ("Lind", "PROPN", "_", "Entity=2)|SpaceAfter=No"),
    (".", "PUNCT", "_", "_"),
    ("She", "PRON", "Person=3", "Entity=(1-person-giv-x-cf1-1-ana)"),
    ("does", "AUX", "_", "_"),
    ("n't", "PART", "_", "_"),
    ("wait", "VERB", "_", "SpaceAfter=No"),
    (".", "PUNCT", "_", "_"),
]


@pytest.fixture
def document(tmp_path):
    lines = []
    number = 0
    for word, *rest in ROWS:
        if word.startswith("#"):
            lines.append(word)
            continue
        number += 1
        upos, features, misc = rest
        if word == "does":
            lines.append(f"{number}-{number + 1}\tdoesn't" + "\t_" * 8)
        lines.append(f"{number}\t{word}\t_\t{upos}\t_\t{features}\t_\t_\t_\t{misc}")
    path = tmp_path / "GUM_news_made.conllu"
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_document(path)


def test_text_is_put_together_again(document):
    assert document.text == "Ada Brook met Oskar Lind. She doesn't wait."


def test_later_mention_of_a_named_person_is_asked(document):
    ((kind, mention),) = cases(document)

    assert (kind, mention.span.of(document.text)) == ("pronoun", "She")


def test_nearest_name_is_wrong_and_her_own_name_right(document):
    ((_kind, mention),) = cases(document)

    assert not is_entity(document, mention, nearest_name(document, mention))
    assert is_entity(document, mention, [document.mentions[0].span])


def test_splits_are_read_by_title(tmp_path):
    (tmp_path / "splits.md").write_text(
        "## dev\n\n  * GUM_news_a\n\n## test\n\n  * GUM_news_b\n", encoding="utf-8"
    )

    assert read_splits(tmp_path) == {"GUM_news_a": "dev", "GUM_news_b": "test"}
