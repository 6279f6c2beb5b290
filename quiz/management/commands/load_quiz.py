"""`manage.py load_quiz FILE`: a new, unpublished quiz from a JSON file; the format stands in quiz/quiz_file.py."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from quiz.quiz_file import QuizFileError, quiz_from, read_quiz_file
from quiz.sheet import draft_sheet
from quiz.soundness import mistakes_of


class Command(BaseCommand):
    help = "Makes a new, unpublished quiz from a JSON file, or says what is wrong with the file."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, file, **options):
        try:
            quiz = quiz_from(read_quiz_file(file.read_bytes()))
        except OSError:
            raise CommandError(f"The file {file} cannot be read.") from None
        except QuizFileError as error:
            raise CommandError("Nothing was loaded.\n" + "\n".join(f"- {one}" for one in error.sentences)) from None
        self.stdout.write(f"“{quiz}” is there, at {quiz.get_absolute_url()}. Readers do not see it yet.")
        for sentence in mistakes_of(draft_sheet(quiz)):
            self.stdout.write(f"- {sentence}")
