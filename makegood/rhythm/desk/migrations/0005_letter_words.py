from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0004_contract'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='contract',
            name='draft',
        ),
        migrations.AddField(
            model_name='contract',
            name='letter',
            field=models.TextField(blank=True),
        ),
    ]
