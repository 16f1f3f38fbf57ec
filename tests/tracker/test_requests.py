"""What holds of every request, whatever page it is for."""

from __future__ import annotations

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
