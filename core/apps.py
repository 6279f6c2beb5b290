"""The ground as an installed app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Brings the background jobs that belong to the ground itself."""

    name = "core"
    verbose_name = "House"

    def ready(self):
        from core import outbox, ratelimit, worker

        worker.register_job("letters", outbox.send_waiting, every=5)
        worker.register_purge("rate limits", ratelimit.purge)
        worker.register_purge("sent letters", outbox.purge)
