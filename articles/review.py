"""The review clock: how long a checked text counts as checked, and who hears when it is overdue."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from articles.author import Author
from core.addresses import absolute
from core.outbox import LetterContent, queue_letter

MONTHS = 24
MOST_MONTHS = 36
GRACE = timedelta(days=60)
LETTER = "articles due for review"


def months_later(day, months: int):
    """The same day some months later; the last day of the month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return day.replace(year=year, month=month + 1, day=last)
        except ValueError:
            continue
    return day


def mistakes(revision, authors) -> dict:
    """{field: sentence} for what is wrong with the review of a text."""
    found = {}
    reviewer, done, due = revision.reviewer, revision.reviewed_on, revision.next_review_on
    if reviewer and reviewer in list(authors):
        found["reviewer"] = "Somebody other than the author must review it."
    elif reviewer and not reviewer.qualifications.strip():
        found["reviewer"] = "A reviewer needs a qualification. Add it to their page first."
    if done and done > timezone.localdate():
        found["reviewed_on"] = "A review cannot be in the future."
    if due and not done:
        found["next_review_on"] = "Say first when it was reviewed."
    elif due and not done < due <= months_later(done, MOST_MONTHS):
        found["next_review_on"] = f"The next review must be after the last one, at most {MOST_MONTHS} months later."
    return found


def queue_letters(overdue):
    """One letter a week for each author with overdue texts. `overdue` is a queryset of live revisions."""
    year, week, _ = timezone.localdate().isocalendar()
    articles = overdue.order_by().values("article")
    with_desk = Author.objects.filter(articles__in=articles, user__is_active=True).exclude(user__email="")
    for author in with_desk.distinct().select_related("user"):
        queue_letter(LETTER, author, author.user.email, f"review:{author.pk}:{year}-{week}")


def letter_to(author, overdue) -> LetterContent | None:
    """Which texts of an author are due; None when nothing is any more."""
    titles = list(overdue.filter(article__authors=author).values_list("title", "next_review_on"))
    if not titles:
        return None
    lines = [f"- {title} (due on {due.day} {due:%B %Y})" for title, due in titles]
    words = "article is" if len(titles) == 1 else "articles are"
    text = (
        f"Dear {author.first_name},\n\n{len(titles)} of your {words} due for review:\n\n"
        + "\n".join(lines)
        + "\n\nPlease open them in the staff area, start a new version and have it checked:\n"
        + f"{absolute(reverse('admin:articles_revision_changelist'))}?waits=overdue\n\nThank you.\n"
    )
    return LetterContent(f"{len(titles)} {words} due for review", text)
