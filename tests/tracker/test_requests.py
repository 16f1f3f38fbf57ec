"""What holds of every request, whatever page it is for."""

from __future__ import annotations

import logging

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/questions/?q=%00", "/speakers/anybody/?question=a%00b"])
def test_a_nul_in_an_address_is_refused_before_a_database_sees_it(client_as, path):
    answer = client_as("nobody").get(path)

    assert answer.status_code == 400
    assert "This address holds a character" in answer.content.decode()


def test_the_api_is_left_to_answer_for_itself(client_as):
    answer = client_as("nobody").get("/api/v1/articles?q=%00")

    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"


def test_a_refused_request_is_logged_without_a_traceback(client_as, caplog):
    client_as("viewer").post("/questions/add/")

    [record] = [one for one in caplog.records if one.name == "django.request"]
    assert record.status_code == 403
    assert "/questions/add/" in record.getMessage()
    assert record.exc_info is None


def test_a_page_that_breaks_is_logged_with_its_traceback(caplog):
    why = (ValueError, ValueError("broken"), None)

    logging.getLogger("django.request").error("500", exc_info=why, extra={"status_code": 500})

    assert [record.exc_info for record in caplog.records] == [why]
