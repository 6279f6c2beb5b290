"""Which tags become topics: all, or those that enough posts have. Counted in the first reading, before any is made."""

from collections import Counter
from urllib.parse import unquote

from core.text import plain_text

ENOUGH = 5  # posts; the page of a topic with fewer is a poor place to land on
MANY = 20  # tags with fewer posts than that; from here on the report names the option


class Tags:
    """How many posts have each name. `least`: the number of posts from which on a tag is a topic."""

    def __init__(self, least=1):
        self.least = least
        self.posts = Counter()  # {name in small letters: posts}, categories and tags together
        self.categories = set()  # names and old addresses of categories that a post has
        self.tags = set()  # names in small letters
        self.used = set()  # (domain, slug) of everything that a post has

    def count(self, terms):
        """The categories and tags of one post: [(domain, slug, name)]."""
        for domain, slug, name in terms:
            self.used.add((domain, slug))
            if domain == "category":
                self.categories |= {small(name), unquote(slug)}
            else:
                self.tags.add(small(name))
        self.posts.update({small(name) for _, _, name in terms})

    def is_rare(self, domain, slug, name) -> bool:
        """A tag that too few posts have, and that no category is called."""
        if domain == "category" or self.categories & {small(name), unquote(slug)}:
            return False
        return self.posts_of(name) < self.least

    def advice(self) -> str:
        """What to try when many tags of few posts became topics; "" else."""
        rare = sum(self.posts[name] < ENOUGH for name in self.tags - self.categories)
        if self.least > 1 or rare <= MANY:
            return ""
        return (
            f"{rare} tags became topics although fewer than {ENOUGH} posts have them; "
            f"--tags-from {ENOUGH} leaves them out (try it with --dry-run, before you move in)"
        )

    def posts_of(self, name) -> int:
        """How many posts have a category or tag of this name, in capitals or not."""
        return self.posts[small(name)]


def small(name) -> str:
    return plain_text(name).casefold()
