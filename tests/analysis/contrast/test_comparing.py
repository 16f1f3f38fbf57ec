import json
from pathlib import Path

import pytest

from analysis.contrast.comparing import compare

PAIRS = [
    json.loads(line)
    for line in Path(__file__).with_name("figure_pairs.jsonl").read_text("utf-8").splitlines()
]
TURNED = {"less": "greater", "greater": "less"}


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['a']} / {pair['b']}")
def test_pairs_compare_as_a_reader_would(pair):
    found = compare(pair["a"], pair["b"])

    assert (found.relation, found.why) == (pair["relation"], pair["why"])


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['b']} / {pair['a']}")
def test_turning_a_pair_turns_the_answer(pair):
    found = compare(pair["b"], pair["a"])

    assert found.relation == TURNED.get(pair["relation"], pair["relation"])
    assert found.why == pair["why"]
