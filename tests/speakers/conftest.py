"""A user of each group."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group

from tests.factories import UserFactory


@pytest.fixture
def client_of(db, client):
    """Return a function that signs a member of a group in; "nobody" signs nobody in."""

    def sign_in(group: str):
        if group != "nobody":
            user = UserFactory()
            if group != "groupless":
                user.groups.add(Group.objects.get(name=group))
            client.force_login(user)
        return client

    return sign_in
