from __future__ import annotations

import pytest

from analysis.attribution.drafts import SIGNALS, Draft
from analysis.attribution.repair import repair_drafts
from analysis.attribution.steps.datelines import trim_datelines
from analysis.attribution.steps.edges import trim_edges
from analysis.attribution.steps.fragments import join_fragments
from analysis.attribution.steps.naming import drop_namings
from analysis.attribution.steps.passive_agents import find_passive_agents
from analysis.attribution.steps.quotations import join_split_quotations
from analysis.attribution.steps.relative_clauses import split_relative_clauses
from analysis.types import Span

BLANK = (0.0,) * len(SIGNALS)


def draft_of(text, source="", cue="", content=()):
    def spans(*parts):
        return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts if part)

    contents = (content,) if isinstance(content, str) else content
    return Draft(spans(source), spans(cue), spans(*contents), BLANK)


def shown(text, draft):
    def words(spans):
        return [span.of(text) for span in spans]

    return words(draft.source), words(draft.cue), words(draft.content)


class TestRelativeClauses:
    def test_a_swallowed_clause_becomes_its_own_attribution(self):
        text = "“We won,” said the party’s office, which “demanded that others concede defeat.”"
        draft = draft_of(
            text,
            "the party’s office",
            "said",
            ("“We won,”", "which “demanded that others concede defeat.”"),
        )

        first, second = split_relative_clauses(text, [draft])

        assert shown(text, first) == (["the party’s office"], ["said"], ["“We won,”"])
        assert shown(text, second) == (
            ["the party’s office"],
            ["demanded"],
            ["that others concede defeat.”"],
        )
        assert second.signals[-1] == 1.0

    def test_which_is_replaced_by_what_it_stands_for(self):
        text = "Sales fell, according to the bank, which expects worse."
        draft = draft_of(text, "the bank", "according to", "Sales fell")
        clause = draft_of(text, "which", "expects", "worse")

        _, second = split_relative_clauses(text, [draft, clause])

        assert shown(text, second)[0] == ["the bank"]

    def test_who_after_a_source_that_opens_the_sentence_is_left(self):
        text = "Ana Ruiz, who said little, thanked the crowd."
        clause = draft_of(text, "who", "said", "little")
        main = draft_of(text, "Ana Ruiz", "thanked", "the crowd")

        assert split_relative_clauses(text, [clause, main]) == [clause, main]

    def test_a_clause_that_reports_nothing_stays_in_the_content(self):
        text = "He fled, said the clerk, which surprised nobody who was there."
        draft = draft_of(
            text, "the clerk", "said", ("He fled", "which surprised nobody who was there")
        )

        assert split_relative_clauses(text, [draft]) == [draft]


class TestPassiveAgents:
    @pytest.mark.parametrize(
        ("text", "cue", "content", "agent", "kept"),
        [
            pytest.param(
                "The dam was described as a danger by the Kenyan ministry.",
                "described",
                "as a danger by the Kenyan ministry",
                "the Kenyan ministry",
                "as a danger",
                id="agent-swallowed",
            ),
            pytest.param(
                "The dam was described as a danger by engineers and Maria Lopez.",
                "described",
                "as a danger",
                "engineers and Maria Lopez",
                "as a danger",
                id="two-agents",
            ),
            pytest.param(
                "The claim was rejected by Maria Lopez.",
                "rejected",
                "The claim",
                "Maria Lopez",
                "The claim",
                id="agent-after-the-cue",
            ),
            pytest.param(
                "The road was promised by Monday.",
                "promised",
                "The road",
                None,
                "The road",
                id="a-day-is-no-agent",
            ),
        ],
    )
    def test_agent_of_a_passive(self, text, cue, content, agent, kept):
        (draft,) = find_passive_agents(text, [draft_of(text, "", cue, content)])

        assert shown(text, draft)[0] == ([agent] if agent else [])
        assert shown(text, draft)[2] == [kept]

    def test_a_source_already_found_is_kept(self):
        text = "He was told by Maria Lopez, said Ana, that it was late."
        draft = draft_of(text, "Ana", "said", "it was late")

        assert find_passive_agents(text, [draft]) == [draft]


class TestNamings:
    def test_calling_a_thing_by_its_name_is_dropped(self):
        text = "They fight a group called the Northern Front (NF), which is small."
        naming = draft_of(text, "", "called", "the Northern Front (NF)")

        assert drop_namings(text, [naming]) == []

    def test_calling_a_thing_something_is_kept(self):
        text = "The dam has been called a danger to everyone."
        draft = draft_of(text, "", "called", "a danger to everyone")

        assert drop_namings(text, [draft]) == [draft]

    def test_a_naming_with_a_speaker_is_kept(self):
        text = "Ana called him Bruno."
        draft = draft_of(text, "Ana", "called", "Bruno")

        assert drop_namings(text, [draft]) == [draft]


class TestSplitQuotations:
    def test_a_sentence_quoted_after_the_attribution_is_the_same_speakers(self):
        text = "“We lost time,” Ruiz said. “We will not lose more.”\n“Another voice here.”"
        draft = draft_of(text, "Ruiz", "said", "“We lost time,”")

        (joined,) = join_split_quotations(text, [draft])

        assert shown(text, joined)[2] == ["“We lost time,”", "“We will not lose more.”"]

    def test_a_quotation_that_another_attribution_has_is_left(self):
        text = "“We lost time,” Ruiz said. “We will win it back,” Ana said."
        ruiz = draft_of(text, "Ruiz", "said", "“We lost time,”")
        ana = draft_of(text, "Ana", " said.", "“We will win it back,”")

        assert join_split_quotations(text, [ruiz, ana])[0] == ruiz

    def test_a_quoted_title_is_left(self):
        text = "“We lost time,” Ruiz said. “The Clock” is her book."
        draft = draft_of(text, "Ruiz", "said", "“We lost time,”")

        assert join_split_quotations(text, [draft]) == [draft]

    def test_words_between_break_the_quotation_off(self):
        text = "“We lost time,” Ruiz said. Then came: “We will not lose more.”"
        draft = draft_of(text, "Ruiz", "said", "“We lost time,”")

        assert join_split_quotations(text, [draft]) == [draft]


class TestFragments:
    def test_spans_with_only_a_blank_between_are_joined(self):
        text = "He said that it was late already."
        draft = draft_of(text, "He", "said", ("that it", "was late"))

        (joined,) = join_fragments(text, [draft])

        assert shown(text, joined)[2] == ["that it was late"]

    def test_spans_with_words_between_stay_apart(self):
        text = "“It is,” he said, “late.”"
        draft = draft_of(text, "he", "said", ("“It is,”", "“late.”"))

        assert join_fragments(text, [draft]) == [draft]

    def test_spans_come_out_in_text_order(self):
        text = "one two three"
        draft = Draft((), (Span(4, 7),), (Span(8, 13), Span(0, 3)), BLANK)

        assert join_fragments(text, [draft])[0].content == (Span(0, 3), Span(8, 13))


class TestEdges:
    def test_the_comma_that_closes_an_apposition_is_no_part_of_the_source(self):
        text = "The board’s engineer, Tomas Beck, said it was safe."
        draft = draft_of(text, "The board’s engineer, Tomas Beck,", "said", "it was safe")

        (trimmed,) = trim_edges(text, [draft])

        assert shown(text, trimmed)[0] == ["The board’s engineer, Tomas Beck"]

    def test_by_between_content_and_agent_is_no_part_of_the_content(self):
        text = "It was described as reckless by the Green Alliance."
        draft = draft_of(text, "the Green Alliance", "described", "as reckless by")

        (trimmed,) = trim_edges(text, [draft])

        assert shown(text, trimmed)[2] == ["as reckless"]

    def test_by_at_the_end_of_another_content_stays(self):
        text = "A rule to live by, Ana said."
        draft = draft_of(text, "Ana", "said", "A rule to live by")

        assert trim_edges(text, [draft]) == [draft]


class TestDatelines:
    @pytest.mark.parametrize(
        ("content", "kept"),
        [
            pytest.param("SEOUL - The road is shut", "The road is shut", id="town"),
            pytest.param("PORT ELLA, May 3 — The road is shut", "The road is shut", id="and-day"),
            pytest.param("BERN, Tarnland (KLV) -- “Go,”", "“Go,”", id="and-agency"),
            pytest.param("Port Ella (Wire) – The road is shut", "The road is shut", id="low-town"),
            pytest.param("Port Ella – The road is shut", "Port Ella – The road is shut", id="no"),
            pytest.param("KLV – Our shield – is dead", "KLV – Our shield – is dead", id="aside"),
            pytest.param("KLV – not they", "KLV – not they", id="goes-on"),
        ],
    )
    def test_a_dateline_is_nobodys_words(self, content, kept):
        text = f"Title\n\n{content}, the mayor said."
        draft = draft_of(text, "the mayor", "said", content)

        (trimmed,) = trim_datelines(text, [draft])

        assert shown(text, trimmed)[2] == [kept]

    def test_within_a_paragraph_it_is_no_dateline(self):
        text = "He said ROME - The city - would pay."
        draft = draft_of(text, "He", "said", "ROME - The city")

        assert trim_datelines(text, [draft]) == [draft]


def test_all_steps_leave_a_plain_attribution_as_it_is():
    text = "The mayor said the bridge was safe."
    draft = draft_of(text, "The mayor", "said", "the bridge was safe")

    assert repair_drafts(text, [draft]) == [draft]
