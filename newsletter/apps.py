"""The newsletter as an installed app."""

from django.apps import AppConfig


class NewsletterConfig(AppConfig):
    """Registers its letters and what the retention policy, an export and an erasure do with subscribers."""

    name = "newsletter"
    verbose_name = "Newsletter"

    def ready(self):
        from core import erasures, worker
        from newsletter import emails, retention

        emails.register()
        worker.register_purge("newsletter sign-ups", retention.purge)
        worker.register_erase(retention.erase)
        worker.register_export(retention.export)
        erasures.register_replay(retention.replay)
