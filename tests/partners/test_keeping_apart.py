"""Where people of partners, and whoever has no place in the newsroom, are led."""

import re

import pytest

from partners.models import PartnerMember
from partners.services.access import add_member

pytestmark = pytest.mark.django_db
PAGE = "/partners/a-partner/"


@pytest.mark.parametrize(
    ("who", "leads_to"),
    [("member", PAGE), ("stranger", "/partners/another/"), ("administrator", None)],
)
def test_the_list_leads_to_the_only_one(client_as, cast, who, leads_to):
    answer = client_as(cast[who]).get("/partners/")

    if leads_to:
        assert answer["Location"] == leads_to
    else:
        assert {PAGE, "/partners/another/"} <= set(
            re.findall(r'href="(/partners/[^"]+)"', answer.content.decode())
        )


@pytest.mark.parametrize("who", ["viewer", "editor", "curator"])
def test_the_list_is_not_the_newsrooms(client_as, cast, who):
    assert client_as(cast[who]).get("/partners/").status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/", "/articles/", "/review/", "/questions/add/", "/questions/proposed/", "/search/"],
)
@pytest.mark.parametrize(
    ("who", "is_let_in"), [("member", False), ("manager", False), ("viewer", True)]
)
def test_people_of_partners_stay_on_their_own_pages(client_as, cast, who, is_let_in, path):
    answer = client_as(cast[who]).get(path)

    assert (answer.get("Location") == "/partners/") is not is_let_in


@pytest.mark.parametrize("path", ["/", "/articles/", "/speakers/", "/history/"])
def test_a_member_who_was_taken_off_a_partner_does_not_come_into_the_newsroom(
    client_as, cast, path
):
    PartnerMember.objects.filter(user=cast["member"]).delete()

    answer = client_as(cast["member"]).get(path, follow=True)

    assert answer.redirect_chain == [("/partners/", 302)]
    assert answer.status_code == 403
    assert "Ask an administrator" in answer.content.decode()
    assert 'href="/">Go to the desk' not in answer.content.decode()
    assert client_as(cast["member"]).get("/questions/").status_code == 200


def test_a_member_who_is_in_the_newsroom_too_goes_everywhere(client_as, cast, partner):
    add_member(partner=partner, user=cast["viewer"])

    assert client_as(cast["viewer"]).get("/articles/").status_code == 200
    assert client_as(cast["viewer"]).get(PAGE).status_code == 200


@pytest.mark.parametrize("path", ["/api/docs/", PAGE])
def test_the_masthead_names_what_a_partners_person_can_reach(client_as, cast, path):
    page = client_as(cast["member"]).get(path).content.decode()

    assert "Your access" in page
    assert 'href="/questions/"' in page
    assert 'href="/review/"' not in page
