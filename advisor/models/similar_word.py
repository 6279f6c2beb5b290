"""The words of public questions, kept so that similar ones are found by the four rarest words of a text."""

from collections import Counter

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef

from advisor.words import words_of

RAREST = 4
PER_WORD = 300  # newest questions looked at for each word, so that a frequent word costs no more than a rare one


class WordCount(models.Model):
    """In how many questions a word stands."""

    word = models.CharField(max_length=30, primary_key=True)
    questions = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.word}: {self.questions}"


class QuestionWord(models.Model):
    """One word of one question."""

    word = models.CharField(max_length=30)
    question = models.ForeignKey("advisor.Question", models.CASCADE, related_name="words")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "question"], name="a_question_has_a_word_once")]

    def __str__(self):
        return self.word


@transaction.atomic
def remember_words(question, text: str):
    """Keeps the words of a question that was saved, and in how many questions each word stands."""
    before = set(QuestionWord.objects.filter(question=question).values_list("word", flat=True))
    now = set(words_of(text))
    fresh, gone = sorted(now - before), sorted(before - now)
    QuestionWord.objects.filter(question=question, word__in=gone).delete()
    QuestionWord.objects.bulk_create([QuestionWord(word=word, question=question) for word in fresh])
    WordCount.objects.bulk_create([WordCount(word=word) for word in fresh], ignore_conflicts=True)
    WordCount.objects.filter(word__in=fresh).update(questions=F("questions") + 1)
    WordCount.objects.filter(word__in=gone, questions__gt=1).update(questions=F("questions") - 1)
    held = QuestionWord.objects.filter(word=OuterRef("word"))
    WordCount.objects.filter(~Exists(held), word__in=gone).delete()


def closest(text: str) -> list[int]:
    """Keys of questions that share the rarest words with a text, the closest first, published or not."""
    rarest = rarest_words(words_of(text))
    score, shared = Counter(), Counter()
    for weight, word in enumerate(reversed(rarest), RAREST):
        newest = QuestionWord.objects.filter(word=word).order_by("-question_id").values_list("question_id", flat=True)
        for pk in newest[:PER_WORD]:
            score[pk] += weight
            shared[pk] += 1
    enough = 2 if len(rarest) > 2 else 1  # one shared word out of many says little
    best = sorted(score.items(), key=lambda item: (-item[1], -item[0]))
    return [pk for pk, _weight in best if shared[pk] >= enough]


def rarest_words(words: list[str]) -> list[str]:
    """Up to RAREST of the words that stand in any question, the rarest first."""
    known = WordCount.objects.filter(word__in=words, questions__gt=0).order_by("questions", "word")
    return list(known.values_list("word", flat=True)[:RAREST])
