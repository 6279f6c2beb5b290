"""What a content is taken apart into: rich text and pictures, with a note for everything that was changed or dropped."""

from dataclasses import dataclass, field

from kneesite.moving.addresses import is_data, told
from kneesite.moving.lengths import LIMIT, parts_of

LONGEST_NAME = 1000  # characters of an address or of words that a note repeats


@dataclass
class Text:
    """Rich text, sanitised."""

    html: str


@dataclass
class Image:
    """A picture by its old address."""

    src: str
    alt: str = ""
    caption: str = ""


@dataclass
class Taken:
    """A content taken apart."""

    pieces: list = field(default_factory=list)
    notes: dict = field(default_factory=dict)  # the sentences, each once, in their order
    attributes: set = field(default_factory=set)  # names of those that were dropped
    places: frozenset = frozenset()  # what links inside the text may point at

    def note(self, sentence, named=""):
        """`named`: the words or the address it is about, shortened only when they are endless."""
        words = told(named) if is_data(named) else " ".join(named.split())[:LONGEST_NAME]
        self.notes[f"{sentence}: {words}" if named else sentence] = True

    def write(self, html):
        for part in parts_of(html.replace("\xa0", "&nbsp;"), self.note):
            last = self.pieces[-1] if self.pieces else None
            if not isinstance(last, Text):
                self.pieces.append(Text(part))
            elif len(last.html) + len(part) < LIMIT:
                last.html += "\n" + part
            else:
                self.note("its text is longer than one text may be and became several, one behind the other")
                self.pieces.append(Text(part))

    def inside(self):
        """For a part that is taken apart by itself; what it notes is noted here."""
        return Taken(notes=self.notes, attributes=self.attributes, places=self.places)
