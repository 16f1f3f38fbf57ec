from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from analysis.matching.embedding import MAX_PIECES, embed

SENTENCES = [
    "The bridge was closed after a crack was found.",
    "A crack was discovered and the bridge was shut.",
    "The council will raise the tax on boats.",
]


@pytest.mark.slow
def test_sentences_that_mean_alike_point_alike():
    a, b, c = embed(SENTENCES)

    assert a @ b > 0.8
    assert a @ c < 0.3


@pytest.mark.slow
def test_a_text_has_one_vector_whatever_stands_beside_it():
    together = embed([*SENTENCES, "", "x " * 5 * MAX_PIECES])

    for text, vector in zip(SENTENCES, together, strict=False):
        np.testing.assert_allclose(embed([text])[0], vector, atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-4)
    assert together.dtype == np.float32


@pytest.mark.slow
def test_no_texts_give_no_vectors():
    assert embed([]).shape == (0, 384)


def test_searching_and_grouping_load_no_model_library():
    code = (
        "import sys, analysis.matching.searching, analysis.matching.grouping, analysis.matching.quotations; "
        "assert not {'spacy', 'onnxruntime', 'tokenizers', 'django'} & set(sys.modules)"
    )

    subprocess.run([sys.executable, "-c", code], check=True)
