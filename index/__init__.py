"""Finding: passages -> index -> hits. Knows text and numbers, no RDF."""

from index.errors import IndexError_
from index.passage import Found, Hit, Matter, Mention, Passage

__all__ = ["Found", "Hit", "IndexError_", "Matter", "Mention", "Passage"]
