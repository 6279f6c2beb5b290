from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0002_the_one_site_state")]

    operations = [
        migrations.AddField(model_name="jobrun", name="busy_until", field=models.DateTimeField(null=True)),
    ]
