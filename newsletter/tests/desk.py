"""What a person at the newsletter's desk does."""

from django.urls import reverse

WRITES = [
    f"newsletter.{action}_{model}" for model in ("issue", "pick") for action in ("add", "change", "view", "delete")
]  # fmt: skip


def page_of(issue):
    """The change page of an issue."""
    return reverse("admin:newsletter_issue_change", args=[issue.pk])


def press(client, issue, button, **carried):
    """Presses a button of the change page; gives the messages shown."""
    response = client.post(reverse("admin:newsletter_issue_do", args=[issue.pk, button]), carried, follow=True)
    if response.status_code != 200:
        return response.status_code
    return [str(message) for message in response.context["messages"]]
