import pytest
from django.urls import reverse

from articles.models import ArticleVersion, Feed, IngestAttempt
from tests.factories import (
    ArticleVersionFactory,
    IngestAttemptFactory,
    OutletFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

MODELS = ["outlet", "feed", "article", "articleversion", "ingestattempt", "origin"]


@pytest.fixture
def admin_site(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def rows():
    version = ArticleVersionFactory()
    Feed.objects.create(outlet=version.article.outlet, url="https://news.example/feed.xml")
    IngestAttemptFactory(state="stored", article=version.article, version=version)
    IngestAttemptFactory(state="failed", reason="503")
    return version


@pytest.mark.parametrize("model", MODELS)
def test_every_list_is_shown_and_searched(admin_site, rows, model):
    address = reverse(f"admin:articles_{model}_changelist")

    assert admin_site.get(address).status_code == 200
    assert admin_site.get(address, {"q": "port"}).status_code == 200


def test_every_row_opens(admin_site, rows):
    article = rows.article
    pages = [
        ("article", article.pk),
        ("articleversion", rows.pk),
        ("outlet", article.outlet.pk),
        ("origin", article.origin.pk),
        ("feed", Feed.objects.get().pk),
        ("ingestattempt", IngestAttempt.objects.first().pk),
    ]

    for model, pk in pages:
        assert (
            admin_site.get(reverse(f"admin:articles_{model}_change", args=[pk])).status_code == 200
        )


def test_a_text_cannot_be_changed(admin_site, rows):
    address = reverse("admin:articles_articleversion_change", args=[rows.pk])

    response = admin_site.post(address, {"text": "Other words"})

    assert response.status_code == 403
    assert ArticleVersion.objects.get().text == rows.text


def test_outlets_are_offered_by_name(admin_site):
    OutletFactory(name="The Example")

    response = admin_site.get(
        reverse("admin:autocomplete"),
        {"term": "exam", "app_label": "articles", "model_name": "feed", "field_name": "outlet"},
    )

    assert [found["text"] for found in response.json()["results"]] == ["The Example"]


def test_failed_attempts_are_tried_again_and_others_left_alone(admin_site, rows):
    pks = list(IngestAttempt.objects.values_list("pk", flat=True))

    page = admin_site.post(
        reverse("admin:articles_ingestattempt_changelist"),
        {"action": "try_again", "_selected_action": pks},
        follow=True,
    ).content.decode()

    assert "1 attempt is queued again" in page
    assert "nothing to try again" in page
    assert set(IngestAttempt.objects.values_list("state", flat=True)) == {"stored", "queued"}
