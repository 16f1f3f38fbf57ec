import pytest
from hypothesis import given
from hypothesis import strategies as st

from partners.tokens import TOKEN_PATTERN, Token, looks_like_token

EPOCHS = st.binary(min_size=8, max_size=8).map(bytes.hex)


@given(EPOCHS, st.integers(0, 2**63 - 1))
def test_a_token_reads_back(epoch, sequence):
    text = Token(epoch, sequence).encode()

    assert looks_like_token(text)
    assert Token.decode(text) == Token(epoch, sequence)


@given(st.from_regex(TOKEN_PATTERN, fullmatch=True))
def test_a_text_of_the_declared_shape_that_nobody_gave_is_no_token(text):
    if looks_like_token(text):
        assert Token.decode(text) is None


@pytest.mark.parametrize("text", ["", "A" * 26, "A" * 27 + "\n", "A" * 26 + "B", "é" * 27])
def test_what_has_not_the_shape_is_told(text):
    assert not looks_like_token(text)
