"""Exercises as an installed app."""

from django.apps import AppConfig


class ExercisesConfig(AppConfig):
    """Tells the search index how an exercise is described."""

    name = "exercises"

    def ready(self):
        from exercises.models import Exercise
        from search import index

        index.register(Exercise, Exercise.describe_for_search)
