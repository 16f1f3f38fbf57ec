"""What is sought, in the language of each database's index."""

from __future__ import annotations

from claims.search.words import Term, Words


def as_fts5(words: Words) -> str:
    """Return `words` in the language of FTS5; every token is quoted, so nothing of it is an operator."""
    sought = " AND ".join(f"({' OR '.join(map(fts5_term, group))})" for group in words.groups)
    without = " OR ".join(map(fts5_term, words.excluded))
    return f"({sought}) NOT ({without})" if without else sought


def fts5_term(term: Term) -> str:
    """Return one term in the language of FTS5."""
    if len(term.tokens) > 1:
        return f'"{" ".join(term.tokens)}"'
    forms = " OR ".join(f'"{form}"' for form in term.forms)
    return f"{forms} *" if term.is_prefix else f"({forms})"


def as_tsquery(words: Words, weight: str = "") -> str:
    """Return `words` in the language of `to_tsquery`, looked for among what has the weight; anywhere if empty."""

    def write(term: Term) -> str:
        return tsquery_term(term, weight)

    sought = " & ".join(f"({' | '.join(map(write, group))})" for group in words.groups)
    without = " | ".join(map(write, words.excluded))
    return f"{sought} & !({without})" if without else sought


def tsquery_term(term: Term, weight: str = "") -> str:
    """Return one term in the language of `to_tsquery`."""
    if len(term.tokens) > 1:
        return "(" + " <-> ".join(f"'{token}':{weight}" for token in term.tokens) + ")"
    mark = f":*{weight}" if term.is_prefix else f":{weight}"
    forms = " | ".join(f"'{form}'{mark}" for form in term.forms)
    return forms if term.is_prefix else f"({forms})"
