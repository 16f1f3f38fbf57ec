"""The extractor as a spaCy component: `nlp.add_pipe("attribution")` sets `doc._.attributions`.

It needs tokens only, so `spacy.blank("en")` will do. Spans are code points of `doc.text`.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from analysis.extraction import extract


@Language.factory("attribution", assigns=["doc._.attributions", "doc._.speakers"])
class AttributionComponent:
    """Sets `doc._.attributions`, and `doc._.speakers` which runs parallel to it."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        for extension in ("attributions", "speakers"):
            if not Doc.has_extension(extension):
                Doc.set_extension(extension, default=())

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with its attributions set; nothing else of it changes."""
        extraction = extract(doc.text)
        doc._.attributions = extraction.attributions
        doc._.speakers = extraction.speakers
        return doc
