from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('portfolio', '0009_report_copies'),
    ]

    operations = [
        migrations.AddField(
            model_name='colleague',
            name='sent',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='colleague',
            name='taken_back',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
