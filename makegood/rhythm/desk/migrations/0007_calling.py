import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0006_assisting'),
        ('engagements', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='desk',
            name='suspects',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='desk',
            name='tells',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.CreateModel(
            name='CalledBack',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('phone', models.CharField(max_length=40)),
                ('spoke_to', models.CharField(max_length=160)),
                ('theirs', models.BooleanField()),
                ('account_end', models.CharField(max_length=8)),
                ('about', models.JSONField(default=list)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calls', to='desk.desk')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='engagements.event')),
            ],
            options={
                'ordering': ['at'],
            },
        ),
    ]
