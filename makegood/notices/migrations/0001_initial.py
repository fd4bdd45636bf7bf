import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('engagements', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Hook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.CharField(max_length=500)),
                ('secret', models.TextField()),
                ('made', models.DateTimeField(auto_now_add=True)),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='hook', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Told',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('upto', models.PositiveIntegerField(default=0)),
                ('receipts', models.PositiveIntegerField(default=0)),
                ('engagement', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='told', to='engagements.engagement')),
            ],
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('address', models.CharField(max_length=500)),
                ('channel', models.CharField(choices=[('mail', 'E-mail'), ('page', 'On the page'), ('hook', 'Webhook')], max_length=10)),
                ('key', models.CharField(max_length=200, unique=True)),
                ('subject', models.CharField(max_length=200)),
                ('text', models.TextField()),
                ('path', models.CharField(blank=True, max_length=300)),
                ('message_id', models.CharField(blank=True, max_length=200)),
                ('made', models.DateTimeField(auto_now_add=True)),
                ('claimed', models.DateTimeField(blank=True, null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('sent', models.DateTimeField(blank=True, null=True)),
                ('failed', models.TextField(blank=True)),
                ('read', models.DateTimeField(blank=True, null=True)),
                ('urgent', models.BooleanField(default=False)),
                ('checkpoint', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='engagements.checkpoint')),
                ('engagement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='engagements.engagement')),
                ('event', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='engagements.event')),
                ('to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['sent', 'channel', 'made'], name='notices_not_sent_66351f_idx'), models.Index(fields=['to', 'read', '-made'], name='notices_not_to_id_117b8c_idx')],
            },
        ),
    ]
