"""What the buttons of the desk do: each gives the sentence to show, or raises TooLate. Private words go into no sentence."""

from django.urls import reverse
from django.utils.html import escape, format_html

from advisor.adverts import check_words
from advisor.models import EnquiryNote, MissedSign, Question, SavedReply, TooLate
from advisor.publishing import start_public_text
from articles.models import Author, Revision
from exercises.models import Exercise
from products.models import Product

MAY_PUBLISH = " The asker agreed to an anonymous version: you can write the public text now, with the button below."
CLOSE = 3
OF_A_TOPIC = 4


def author_of(user):
    """The public person behind a staff account, or whoever answers for the desk."""
    return Author.objects.filter(user=user).first() or Author.objects.filter(is_advisor=True, left_on=None).first()


def send(enquiry, user, data):
    check_words(enquiry, enquiry.answer, user, data.get("let_stand", ""))
    enquiry.send_answer(user, author_of(user))
    return "The answer is sent. The asker can read it now." + (MAY_PUBLISH if enquiry.publish_consent_at else "")


def ask_back(enquiry, user, data):
    check_words(enquiry, paragraphs(data["ask_back"]), user, data.get("let_stand", ""))
    enquiry.ask_back(user, data["ask_back"])
    return "Asked back. The clock stands still until the reply."


def decline(enquiry, user, data):
    text = paragraphs(data["decline_text"])
    check_words(enquiry, text, user, data.get("let_stand", ""))
    enquiry.decline(user, data["reason"], text)
    return "Declined. The asker reads your text on the private page."


def release(enquiry, user, data):
    enquiry.release(user)
    return "Released: it stands in the queue now."


def delete_as_spam(enquiry, user, data):
    enquiry.delete_as_spam(user)
    return "Deleted as spam. Its words go within a week."


def take(enquiry, user, data):
    enquiry.claim(user)
    return "You hold this question for ten minutes."


def let_go(enquiry, user, data):
    enquiry.let_go(user)
    return "Given back to the queue."


def missed(enquiry, user, data):
    MissedSign.objects.create(words=data["missed"], noted_by=user)
    enquiry.note("A warning sign was missed", user)
    return "Noted for the next change of the phrases."


def insert(enquiry, user, data):
    reply = data["saved_reply"]
    add_to_answer(enquiry, filled_in(reply, enquiry, author_of(user)))
    reply.count_use()
    return "The saved reply stands at the end of your draft."


def write_public_text(enquiry, user, data):
    return start_public_text(enquiry, user, enquiry.advisor or author_of(user))


def save(enquiry, user, data):
    return "Saved. Nothing was sent."


ACTIONS = {
    "send": send,
    "save": save,
    "ask-back": ask_back,
    "decline": decline,
    "release": release,
    "spam": delete_as_spam,
    "take": take,
    "let-go": let_go,
    "missed": missed,
    "insert": insert,
    "public": write_public_text,
}
CITABLE = {"question": Question, "article": Revision, "exercise": Exercise, "product": Product}


def act(enquiry, user, do, data):
    """Runs the button `do`; "cite:exercise:5" and "point:7" name what they are about."""
    name, _, rest = do.partition(":")
    if name == "cite":
        return cite(enquiry, user, *rest.partition(":")[::2])
    if name == "point":
        return point(enquiry, user, rest, data)
    action = ACTIONS.get(name)
    if action is None:
        raise TooLate("There is no such button.")
    return action(enquiry, user, data)


def cite(enquiry, user, kind, number):
    """One click adds the link to the draft."""
    thing = live(kind, number)
    name = thing.title if hasattr(thing, "title") else thing.name
    add_to_answer(enquiry, format_html('<p><a href="{}">{}</a></p>', thing.get_absolute_url(), name))
    return "The link stands at the end of your draft."


def point(enquiry, user, number, data):
    """A published answer says it already: the asker is led there."""
    question = live("question", number)
    text = "<p>This has been asked before, and the answer fits your question. You find it here:</p>"
    check_words(enquiry, enquiry.answer, user, data.get("let_stand", ""))
    enquiry.point_to(user, question, enquiry.answer or text, author_of(user))
    return "Answered with the published answer."


def live(kind, number):
    """The thing if readers can see it, else TooLate."""
    model = CITABLE.get(kind)
    if model is None or not (number.isascii() and number.isdigit() and len(number) < 10):
        raise TooLate("There is no such thing to cite.")
    thing = model.objects.published().filter(pk=int(number)).first()
    if thing is None:
        raise TooLate("It is not published any more.")
    return thing


def add_to_answer(enquiry, html):
    """Puts something at the end of the draft, while there is a draft to write."""
    text = f"{enquiry.answer}{html}"
    if not type(enquiry).objects.open().filter(pk=enquiry.pk, answer=enquiry.answer).update(answer=text):
        raise TooLate("The draft changed meanwhile. Open it again.")
    enquiry.answer = text


def add_note(enquiry, user, text):
    EnquiryNote.objects.create(enquiry=enquiry, text=text, by=user)


def filled_in(reply: SavedReply, enquiry, advisor) -> str:
    """The reply with its placeholders filled; the asker's own words are escaped."""
    words = {
        "{first_name}": enquiry.first_name or "reader",
        "{topic}": enquiry.topic.name.lower(),
        "{advisor}": advisor.first_name if advisor else "",
    }
    text = reply.text
    for placeholder, word in words.items():
        text = text.replace(placeholder, escape(word))
    return text


def paragraphs(text: str) -> str:
    """Plain text as HTML paragraphs."""
    parts = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n")]
    return "".join(f"<p>{escape(part)}</p>" for part in parts if part)


def close_to(enquiry) -> dict:
    """What may help to write the answer, all of it published: shown beside the question."""
    text = f"{enquiry.question} {enquiry.details}"
    topics = [enquiry.topic_id]
    return {
        "questions": Question.objects.like(text, CLOSE),
        "articles": Revision.objects.published().of_topics(topics).select_related("article")[:OF_A_TOPIC],
        "exercises": Exercise.objects.published().of_topics(topics)[:OF_A_TOPIC],
        "products": Product.objects.published().of_topics(topics)[:OF_A_TOPIC],
    }


def queue_url(name) -> str:
    """The address of a queue."""
    return f"{reverse('admin:advisor_enquiry_changelist')}?queue={name}"
