"""The tables of search; each lives in the file named after its noun."""

from search.closeness import SearchNear
from search.rows import SearchRow
from search.synonyms import Synonym
from search.unanswered import UnansweredSearch
from search.words import SearchWord

__all__ = ["SearchNear", "SearchRow", "SearchWord", "Synonym", "UnansweredSearch"]
