"""The picture library as an installed app."""

from django.apps import AppConfig


class PicturesConfig(AppConfig):
    """Its jobs make the renditions that are still missing, and put files aside that no row names."""

    name = "pictures"

    def ready(self):
        from core import worker
        from pictures import renditions, strays

        worker.register_job("renditions", renditions.make_missing, every=3)
        worker.register_job("stray picture files", strays.remove_strays, every=24 * 3600)
