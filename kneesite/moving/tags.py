"""Which tags become topics: those that enough posts have. Counted in the first reading, before any topic is made."""

from collections import Counter
from urllib.parse import unquote

from core.text import plain_text

ENOUGH = 5  # posts; the page of a topic with fewer is a poor place to land on


class Tags:
    """How many posts have each name. `least`: the number of posts from which on a tag is a topic."""

    def __init__(self, least=ENOUGH):
        self.least = least
        self.posts = Counter()  # {name in small letters: posts}, categories and tags together
        self.categories = set()  # names and old addresses of categories that a post has
        self.used = set()  # (domain, slug) of everything that a post has

    def count(self, terms):
        """The categories and tags of one post: [(domain, slug, name)]."""
        for domain, slug, name in terms:
            self.used.add((domain, slug))
            if domain == "category":
                self.categories |= {small(name), unquote(slug)}
        self.posts.update({small(name) for _, _, name in terms})

    def is_rare(self, domain, slug, name) -> bool:
        """A tag that too few posts have, and that no category is called."""
        if domain == "category" or self.categories & {small(name), unquote(slug)}:
            return False
        return self.posts_of(name) < self.least

    def posts_of(self, name) -> int:
        """How many posts have a category or tag of this name, in capitals or not."""
        return self.posts[small(name)]


def small(name) -> str:
    return plain_text(name).casefold()
