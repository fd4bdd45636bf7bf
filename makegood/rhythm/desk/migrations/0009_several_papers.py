from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0008_wording'),
    ]

    operations = [
        migrations.AddField(
            model_name='contract',
            name='beside',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='letter',
            name='beside',
            field=models.TextField(blank=True),
        ),
    ]
