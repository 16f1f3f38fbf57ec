from __future__ import annotations

import pytest
from django.utils import timezone
from django_q.models import OrmQ

from analysis.types import (
    Attribution,
    CueClass,
    Extraction,
    Modality,
    Quotation,
    ResolvedSpeaker,
    Span,
    SpeakerKind,
)
from claims.models import Statement
from claims.services.review import accept_statement
from claims.services.runs import LEASE, fail_run, request_run, rescue_runs, store_extraction
from tests.factories import (
    ArticleVersionFactory,
    ExtractionRunFactory,
    SpeakerFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def span(text, words):
    return Span(text.index(words), text.index(words) + len(words))


def attribution(text, content, **changes):
    values = {
        "source": (),
        "cue": (span(text, "said"),),
        "content": (span(text, content),),
        "quotation": Quotation.INDIRECT,
        "cue_class": CueClass.ASSERT,
        "modality": (Modality.HEDGED,),
        "confidence": 0.8,
    }
    return Attribution(**(values | changes))


def extraction(*found):
    return Extraction(
        attributions=tuple(a for a, _ in found),
        speakers=tuple(s for _, s in found),
        engine="engine@1",
    )


def store(run, *found):
    return store_extraction(run=run, extraction=extraction(*found), seconds=0.1)


MINISTRY = ResolvedSpeaker("Harbour Ministry", SpeakerKind.MINISTRY, reasons=("named in full",))


def test_a_run_stores_proposals_with_exact_words():
    run = ExtractionRunFactory()
    text = run.version.text

    store(run, (attribution(text, "twelve people died in the fire"), MINISTRY))

    statement = Statement.objects.get()
    assert statement.words == "twelve people died in the fire"
    assert statement.proposal["speaker"]["reasons"] == ["named in full"]
    assert (statement.status, statement.touched_at) == ("proposed", None)
    assert run.state == "done"


def test_a_known_speaker_is_linked_by_name():
    speaker = SpeakerFactory(name="Harbour Ministry", kind="ministry")
    run = ExtractionRunFactory()

    store(run, (attribution(run.version.text, "twelve people died"), MINISTRY))

    assert Statement.objects.get().speaker == speaker


@pytest.mark.parametrize("kind", [SpeakerKind.ANONYMOUS, SpeakerKind.COLLECTIVE])
def test_unnamed_speakers_are_never_tied_to_the_registry(kind):
    SpeakerFactory(name="two officials", kind=kind.value)
    run = ExtractionRunFactory()

    store(
        run,
        (
            attribution(run.version.text, "twelve people died"),
            ResolvedSpeaker("two officials", kind),
        ),
    )

    statement = Statement.objects.get()
    assert statement.speaker is None
    assert statement.speaker_label == "two officials"


def test_a_second_run_leaves_a_touched_row_alone():
    version = ArticleVersionFactory()
    found = attribution(version.text, "twelve people died in the fire")
    store(ExtractionRunFactory(version=version), (found, None))
    accepted = Statement.objects.get()
    accept_statement(statement_id=accepted.pk, row_version=1, actor=UserFactory())

    wider = attribution(version.text, "twelve people died in the fire.", confidence=0.3)
    run = store(ExtractionRunFactory(version=version), (wider, MINISTRY))

    statement = Statement.objects.get()
    assert (statement.pk, statement.status, statement.confidence) == (accepted.pk, "accepted", 0.8)
    assert run.n_kept == 1


def test_a_second_run_updates_untouched_rows_in_place_and_drops_lost_ones():
    version = ArticleVersionFactory()
    kept = attribution(version.text, "twelve people died in the fire")
    lost = attribution(version.text, "There was no warning")
    store(ExtractionRunFactory(version=version), (kept, None), (lost, None))
    before = Statement.objects.get(words="twelve people died in the fire")

    store(ExtractionRunFactory(version=version), (kept, MINISTRY))

    after = Statement.objects.get()
    assert (after.pk, after.speaker_name) == (before.pk, "Harbour Ministry")


def test_asking_twice_makes_one_waiting_run():
    version = ArticleVersionFactory()

    first, second = request_run(version=version), request_run(version=version)

    assert first == second


def test_headlines_and_furniture_never_become_statements():
    version = ArticleVersionFactory(furniture=[])
    text = version.text
    version.furniture = [[text.index("“There"), text.index("told")]]
    version.save(update_fields=["furniture"])
    headline = attribution(text, "Port fire", cue=())
    furniture = attribution(text, "There was no warning", cue=())

    store(ExtractionRunFactory(version=version), (headline, None), (furniture, None))

    assert not Statement.objects.exists()


def test_storing_a_finished_run_again_changes_nothing():
    run = ExtractionRunFactory()
    found = attribution(run.version.text, "twelve people died in the fire")
    store(run, (found, None))

    store(run, (attribution(run.version.text, "There was no warning"), None))

    assert [s.words for s in Statement.objects.all()] == ["twelve people died in the fire"]


@pytest.mark.parametrize("state", ["queued", "running"])
def test_a_lost_run_is_queued_again_once(state):
    long_ago = timezone.now() - 2 * LEASE
    run = ExtractionRunFactory(state=state, queued_at=long_ago)
    ExtractionRunFactory(state=state)

    assert (rescue_runs(), rescue_runs()) == (1, 0)
    run.refresh_from_db()
    assert run.state == "queued"
    assert OrmQ.objects.count() == 1


def test_a_new_version_drops_what_was_merely_proposed_of_the_old():
    old = ArticleVersionFactory()
    kept = StatementFactory(version=old, touched_at=timezone.now(), status="accepted")
    StatementFactory(version=old, exact="There was no warning")
    new = ArticleVersionFactory(article=old.article, number=2)

    store(ExtractionRunFactory(version=new), (attribution(new.text, "in the fire"), None))

    assert [s.words for s in old.statements.all()] == [kept.words]
    assert new.statements.count() == 1


def test_a_run_that_another_worker_finished_never_turns_to_failed():
    run = ExtractionRunFactory(state="done")

    fail_run(run=run, error="too late")

    run.refresh_from_db()
    assert (run.state, run.error) == ("done", "")
