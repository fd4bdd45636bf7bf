from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0007_calling'),
    ]

    operations = [
        migrations.AddField(
            model_name='contract',
            name='wording',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name='contract',
            name='wording_said',
            field=models.BooleanField(default=False),
        ),
    ]
