"""Finding: passages -> index -> hits. Knows text and numbers, no RDF."""

from index.errors import ModelError, SearchError
from index.passage import Found, Hit, Matter, Mention, Passage

__all__ = ["Found", "Hit", "Matter", "Mention", "ModelError", "Passage", "SearchError"]
