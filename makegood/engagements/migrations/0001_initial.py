import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Engagement',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=160)),
                ('partner_name', models.CharField(blank=True, max_length=160)),
                ('currency', models.CharField(default='USD', max_length=3)),
                ('time_zone', models.CharField(default='America/New_York', max_length=64)),
                ('stage', models.CharField(choices=[('draft', 'Being agreed'), ('running', 'Running')], default='draft', max_length=12)),
                ('is_sample', models.BooleanField(default=False)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('tree_size', models.PositiveIntegerField(default=0)),
                ('frontier', models.BinaryField(default=b'')),
                ('last_event_at', models.DateTimeField(blank=True, null=True)),
                ('legal_hold', models.BooleanField(default=False)),
                ('first_key', models.CharField(blank=True, max_length=300)),
                ('ledger_key', models.CharField(blank=True, max_length=300)),
                ('owner_company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bought', to='accounts.company')),
                ('partner_company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sold', to='accounts.company')),
            ],
        ),
        migrations.CreateModel(
            name='Checkpoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('size', models.PositiveIntegerField()),
                ('root', models.BinaryField()),
                ('made', models.DateTimeField()),
                ('note', models.TextField(blank=True)),
                ('refused', models.TextField(blank=True)),
                ('stamp', models.BinaryField(null=True)),
                ('stamped', models.DateTimeField(blank=True, null=True)),
                ('stamp_tried', models.DateTimeField(blank=True, null=True)),
                ('stamp_failed', models.TextField(blank=True)),
                ('authority', models.CharField(blank=True, max_length=300)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checkpoints', to='engagements.engagement')),
            ],
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('index', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=60)),
                ('at', models.DateTimeField()),
                ('leaf', models.BinaryField()),
                ('nonce', models.BinaryField(null=True)),
                ('payload', models.BinaryField(null=True)),
                ('subject', models.UUIDField(blank=True, null=True)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='engagements.engagement')),
            ],
            options={
                'ordering': ['engagement', 'index'],
            },
        ),
        migrations.CreateModel(
            name='FirstLook',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('made', models.DateTimeField(auto_now_add=True)),
                ('expires', models.DateTimeField()),
                ('withdrawn', models.DateTimeField(blank=True, null=True)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='first_looks', to='engagements.engagement')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Intent',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=60)),
                ('content', models.BinaryField()),
                ('digest', models.CharField(max_length=64)),
                ('back', models.CharField(max_length=300)),
                ('made', models.DateTimeField(auto_now_add=True)),
                ('expires', models.DateTimeField()),
                ('outcome', models.CharField(blank=True, max_length=300)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='intents', to='engagements.engagement')),
                ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='engagements.event')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254)),
                ('role', models.CharField(choices=[('owner', 'Owner'), ('bookkeeper', 'Bookkeeper'), ('advisor', 'Advisor'), ('partner', 'Partner'), ('reviewer', 'Reviewer'), ('maintainer', 'Maintainer')], max_length=12)),
                ('capabilities', models.JSONField(blank=True, default=list)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('made', models.DateTimeField(auto_now_add=True)),
                ('expires', models.DateTimeField()),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('sent', models.DateTimeField(blank=True, null=True)),
                ('used', models.DateTimeField(blank=True, null=True)),
                ('withdrawn', models.DateTimeField(blank=True, null=True)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='engagements.engagement')),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('used_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sent', models.DateTimeField(blank=True, null=True)),
                ('taken', models.DateTimeField(blank=True, null=True)),
                ('failed', models.TextField(blank=True)),
                ('cosigned', models.DateTimeField(blank=True, null=True)),
                ('checkpoint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='engagements.checkpoint')),
                ('event', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='engagements.event')),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('owner', 'Owner'), ('bookkeeper', 'Bookkeeper'), ('advisor', 'Advisor'), ('partner', 'Partner'), ('reviewer', 'Reviewer'), ('maintainer', 'Maintainer')], max_length=12)),
                ('capabilities', models.JSONField(blank=True, default=list)),
                ('begins', models.DateTimeField(default=django.utils.timezone.now)),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('ended', models.DateTimeField(blank=True, null=True)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='engagements.engagement')),
                ('stand_in_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='stand_ins', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='checkpoint',
            constraint=models.UniqueConstraint(fields=('engagement', 'size'), name='one_checkpoint_per_size'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['engagement', 'kind', 'index'], name='engagements_engagem_79b5d8_idx'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['subject', 'index'], name='engagements_subject_fe571c_idx'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.UniqueConstraint(fields=('engagement', 'index'), name='one_event_per_leaf'),
        ),
        migrations.AddIndex(
            model_name='intent',
            index=models.Index(fields=['user', 'made'], name='engagements_user_id_d638de_idx'),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.UniqueConstraint(fields=('checkpoint', 'holder'), name='one_receipt_each'),
        ),
        migrations.AddIndex(
            model_name='seat',
            index=models.Index(fields=['user', 'engagement'], name='engagements_user_id_067177_idx'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.UniqueConstraint(condition=models.Q(('ended', None)), fields=('engagement', 'user', 'role'), name='one_living_seat_per_role'),
        ),
    ]
