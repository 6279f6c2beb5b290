"""The newsletter as an installed app."""

from django.apps import AppConfig


class NewsletterConfig(AppConfig):
    """Registers its letters and jobs, and what the search, retention, an export, an erasure and the claim guard do."""

    name = "newsletter"
    verbose_name = "Newsletter"

    def ready(self):
        from core import erasures, worker
        from newsletter import claim_text, delivery, emails, finding, retention, sending
        from newsletter.models import Issue
        from products import guard
        from search import index

        emails.register()
        worker.register_job("newsletter issues", sending.send_issues, every=2)
        worker.register_purge("newsletter sign-ups", retention.purge)
        worker.register_purge("newsletter deliveries", delivery.purge)
        worker.register_erase(retention.erase)
        worker.register_export(retention.export)
        erasures.register_replay(retention.replay)
        index.register(Issue, finding.describe_issue)
        guard.register_texts(Issue, live=Issue.objects.to_guard, describe=claim_text.describe)
