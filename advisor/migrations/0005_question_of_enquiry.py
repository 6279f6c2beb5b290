"""The desk stays quick with a million questions: the public text of one, and those of a topic, by indexes of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("advisor", "0004_writers")]

    operations = [
        migrations.AddIndex(
            model_name="enquiry",
            index=models.Index(fields=["status", "topic"], name="enquiry_topic"),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(
                condition=models.Q(("enquiry__isnull", False)), fields=["enquiry"], name="question_of_enquiry"
            ),
        ),
    ]
