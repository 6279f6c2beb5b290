"""The picture library as an installed app."""

from django.apps import AppConfig


class PicturesConfig(AppConfig):
    """Its job makes the renditions that are still missing."""

    name = "pictures"

    def ready(self):
        from core import worker
        from pictures import renditions

        worker.register_job("renditions", renditions.make_missing, every=3)
