"""Pointers in the documents that lead nowhere are found."""

from __future__ import annotations

import pytest

from scripts import check_docs


@pytest.fixture
def problems(tmp_path, monkeypatch):
    monkeypatch.setattr(check_docs, "ROOT", tmp_path)
    (tmp_path / "Makefile").write_text("run: install\n")
    (tmp_path / "there.md").write_text("# A heading, here\n")

    def find(text: str) -> list[str]:
        page = tmp_path / "page.md"
        page.write_text(text)
        return list(check_docs._problems(page))

    return find


@pytest.mark.parametrize(
    "text",
    [
        "[a](there.md)",
        "[a](there.md#a-heading-here)",
        "[a](https://x.example/y)",
        "`make run`",
        "manage.py migrate",
    ],
)
def test_a_pointer_that_leads_somewhere_is_fine(problems, text):
    assert problems(text) == []


@pytest.mark.parametrize(
    "text", ["[a](gone.md)", "[a](there.md#gone)", "`make fly`", "python manage.py fly"]
)
def test_a_pointer_that_leads_nowhere_is_told(problems, text):
    assert len(problems(text)) == 1
