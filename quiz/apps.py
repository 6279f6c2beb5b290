"""The quiz as an installed app."""

from django.apps import AppConfig


class QuizConfig(AppConfig):
    """Tells the search index how a quiz is described."""

    name = "quiz"
    verbose_name = "Quizzes"

    def ready(self):
        from quiz.models import Quiz
        from search import index

        index.register(Quiz, Quiz.describe_for_search)
