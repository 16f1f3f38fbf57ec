"""The whole way with the shipped model: what it finds, and that nothing makes it fall."""

from __future__ import annotations

import itertools
import threading

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import analysis.attribution.component  # noqa: F401 - registers the pipeline component
from analysis import extract
from analysis.attribution.finding import find_drafts
from analysis.attribution.model import ENGINE, load_model
from analysis.types import CueClass, Quotation

pytestmark = pytest.mark.slow

ARTICLE = """Port reopens after strike

The harbour will open on Friday, the transport minister, Ana Ruiz, told reporters. “We lost eleven
days,” she said. “We will not lose another.”

The dockers’ union denied that it had agreed to anything. According to a study by the port
authority, the strike may have cost 40 million crowns.
""".replace("reporters. “We lost eleven\ndays", "reporters. “We lost eleven days").replace(
    "port\nauthority", "port authority"
)


def spans_hold(text, extraction):
    assert len(extraction.speakers) == len(extraction.attributions)
    for attribution in extraction.attributions:
        assert attribution.content
        assert 0 <= attribution.confidence <= 1
        for spans in (attribution.source, attribution.cue, attribution.content):
            assert all(0 <= span.start < span.end <= len(text) for span in spans)
            assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


def found(text):
    return {
        attribution.cue[0].of(text): attribution
        for attribution in extract(text).attributions
        if attribution.cue
    }


def test_an_article_gives_its_attributions():
    by_cue = found(ARTICLE)

    assert by_cue["said"].source[0].of(ARTICLE) == "she"
    assert by_cue["said"].quotation is Quotation.DIRECT
    assert [span.of(ARTICLE) for span in by_cue["said"].content] == [
        "“We lost eleven days,”",
        "“We will not lose another.”",
    ]
    assert by_cue["denied"].cue_class is CueClass.DENY
    assert by_cue["denied"].source[0].of(ARTICLE) == "The dockers’ union"


def test_extraction_is_the_same_every_time():
    assert extract(ARTICLE) == extract(ARTICLE)


def test_the_engine_is_named_with_its_version():
    assert extract("").engine == ENGINE
    assert "@" in ENGINE


def test_the_model_is_loaded_once_for_all_threads():
    models = []
    threads = [threading.Thread(target=lambda: models.append(load_model())) for _ in range(8)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len({id(model) for model in models}) == 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" \n\t\r\n", id="blank"),
        pytest.param("\x00\x01\x02 said \x7f", id="control-characters"),
        pytest.param("He said \ud800 “no\udfff” twice.", id="lone-surrogates"),
        pytest.param("“““ he said ”” “ she said", id="unbalanced-quotations"),
        pytest.param("A" * 100_000, id="one-endless-word"),
        pytest.param("he said that it was late and " * 2000, id="no-line-ends"),
        pytest.param("👩‍👩‍👧 said “👍🏽”.", id="emoji"),
        pytest.param("E\u0301lise a\u0300 said “le\u0301gal”.", id="combining-marks"),
        pytest.param("قال الوزير “لا” said he.", id="right-to-left"),
        pytest.param("\ufeffShe said yes.", id="byte-order-mark"),
        pytest.param("She said\u2028yes\u2029no\x85.", id="other-line-ends"),
    ],
)
def test_no_text_makes_it_fall(text):
    extraction = extract(text)

    assert extraction.n_skipped == 0
    spans_hold(text, extraction)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.characters(), max_size=400))
def test_spans_lie_inside_any_text(text):
    spans_hold(text, extract(text))


WORDS = st.sampled_from(["said", "the", "“", "”", '"', "Ana", ",", ".", "\n", "which", "who", "by"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=80))
def test_spans_lie_inside_any_row_of_reporting_words(words):
    text = " ".join(words)

    spans_hold(text, extract(text))


def test_windows_are_read_one_at_a_time_however_long_the_text_is():
    text = "The mayor said the bridge was safe.\n" * 140_000

    drafts = find_drafts(text, load_model(), ())

    assert next(drafts)


def test_a_window_that_fails_is_passed_over_and_counted(monkeypatch):
    class Broken:
        def run(self, *args):
            raise ValueError("no")

    model = load_model()
    monkeypatch.setattr("analysis.extraction.load_model", lambda: broken)
    broken = type(model)(model.tokenizer, Broken(), model.links, model.calibration)

    extraction = extract(ARTICLE)

    assert extraction.attributions == ()
    assert extraction.n_skipped == 1


def test_the_spacy_component_sets_the_same_attributions():
    nlp = spacy.blank("en")
    nlp.add_pipe("attribution")

    doc = nlp(ARTICLE)

    assert doc.text == ARTICLE
    assert doc._.attributions == extract(ARTICLE).attributions
    assert len(doc._.speakers) == len(doc._.attributions)
