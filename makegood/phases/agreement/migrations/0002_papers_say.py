from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreement', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='agreement',
            name='papers_say',
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
