"""What a person at the newsletter's desk does."""

from django.urls import reverse

from newsletter.models import Issue

WRITES = [
    f"newsletter.{action}_{model}" for model in ("issue", "pick") for action in ("add", "change", "view", "delete")
]  # fmt: skip


def page_of(issue):
    """The change page of an issue."""
    return reverse("admin:newsletter_issue_change", args=[issue.pk])


def press(client, issue, button, **carried):
    """Presses a button of the change page as it is now; gives the messages shown."""
    carried = {"seen": Issue.objects.get(pk=issue.pk).changed_at.isoformat(), **carried}
    response = client.post(reverse("admin:newsletter_issue_do", args=[issue.pk, button]), carried, follow=True)
    if response.status_code != 200:
        return response.status_code
    return [str(message) for message in response.context["messages"]]
