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
            name='Agreement',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('offered', 'With the partner'), ('signed', 'Signed by both'), ('replaced', 'Replaced')], default='draft', max_length=10)),
                ('pay_model', models.CharField(choices=[('fixed', 'A fixed price, paid by milestone'), ('time', 'Time and materials, with a cap')], default='fixed', max_length=8)),
                ('price_cents', models.PositiveBigIntegerField(blank=True, null=True)),
                ('total_cap_cents', models.PositiveBigIntegerField(blank=True, null=True)),
                ('monthly_cap_cents', models.PositiveBigIntegerField(blank=True, null=True)),
                ('acceptance_days', models.PositiveSmallIntegerField(default=10)),
                ('silence_counts', models.BooleanField(default=True)),
                ('cure_rounds', models.PositiveSmallIntegerField(default=2)),
                ('cure_days', models.PositiveSmallIntegerField(default=10)),
                ('retest_days', models.PositiveSmallIntegerField(default=5)),
                ('held_back_share', models.PositiveSmallIntegerField(default=1000)),
                ('warranty_months', models.PositiveSmallIntegerField(default=6)),
                ('payment_days', models.PositiveSmallIntegerField(default=10)),
                ('unseen_days', models.PositiveSmallIntegerField(default=5)),
                ('launch', models.DateField(blank=True, null=True)),
                ('held_back_latest_return', models.DateField(blank=True, null=True)),
                ('allow_run', models.BooleanField(default=False)),
                ('roster', models.TextField(blank=True)),
                ('neutral_name', models.CharField(blank=True, max_length=160)),
                ('neutral_email', models.EmailField(blank=True, max_length=254)),
                ('situation', models.JSONField(blank=True, default=dict)),
                ('answered', models.JSONField(blank=True, default=list)),
                ('sealed', models.BinaryField(default=b'')),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('offered', models.DateTimeField(blank=True, null=True)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('signed', models.DateTimeField(blank=True, null=True)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='engagements.engagement')),
            ],
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('line', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=160)),
                ('promise', models.TextField(blank=True)),
                ('amount_cents', models.PositiveBigIntegerField()),
                ('due', models.DateField(blank=True, null=True)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='agreement.agreement')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='CounterProposal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('check_id', models.CharField(blank=True, max_length=80)),
                ('topic', models.CharField(blank=True, max_length=40)),
                ('priority', models.CharField(blank=True, max_length=10)),
                ('limits', models.JSONField(blank=True, default=dict)),
                ('reason', models.TextField()),
                ('made', models.DateTimeField(auto_now_add=True)),
                ('answer', models.CharField(blank=True, choices=[('', 'Open'), ('taken', 'Taken'), ('refused', 'Refused')], default='', max_length=8)),
                ('answer_reason', models.TextField(blank=True)),
                ('answered', models.DateTimeField(blank=True, null=True)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counter_proposals', to='agreement.agreement')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('milestone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='counter_proposals', to='agreement.milestone')),
            ],
        ),
        migrations.CreateModel(
            name='Payee',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=160)),
                ('bank', models.CharField(blank=True, max_length=160)),
                ('account', models.TextField()),
                ('account_end', models.CharField(max_length=4)),
                ('digest', models.CharField(max_length=64)),
                ('phone', models.CharField(max_length=40)),
                ('named', models.BooleanField(default=False)),
                ('made', models.DateTimeField(auto_now_add=True)),
                ('since', models.DateTimeField(blank=True, null=True)),
                ('ended', models.DateTimeField(blank=True, null=True)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='payees', to='engagements.engagement')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='PayeeChange',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('known_phone', models.CharField(max_length=40)),
                ('asked', models.DateTimeField()),
                ('not_before', models.DateTimeField()),
                ('called', models.DateTimeField(blank=True, null=True)),
                ('spoke_to', models.CharField(blank=True, max_length=160)),
                ('refused', models.DateTimeField(blank=True, null=True)),
                ('refused_because', models.TextField(blank=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('called_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='payee_changes', to='engagements.engagement')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='engagements.event')),
                ('payee', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='change', to='agreement.payee')),
            ],
        ),
        migrations.CreateModel(
            name='RuleBook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('base', models.CharField(default='standard', max_length=40)),
                ('content', models.BinaryField()),
                ('digest', models.CharField(max_length=64)),
                ('below_standard', models.JSONField(blank=True, default=list)),
                ('changed', models.DateTimeField(auto_now=True)),
                ('milestone', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='rule_book', to='agreement.milestone')),
            ],
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('owner', 'Owner'), ('partner', 'Partner')], max_length=8)),
                ('digest', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='agreement.agreement')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='engagements.event')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.UniqueConstraint(fields=('engagement', 'number'), name='one_agreement_per_number'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'signed')), fields=('engagement',), name='one_signed_agreement'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'offered'])), fields=('engagement',), name='one_agreement_in_the_making'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.UniqueConstraint(fields=('agreement', 'position'), name='one_milestone_per_position'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.UniqueConstraint(fields=('agreement', 'line'), name='one_milestone_per_line'),
        ),
        migrations.AddConstraint(
            model_name='payee',
            constraint=models.UniqueConstraint(condition=models.Q(('named', True)), fields=('engagement',), name='one_named_payee'),
        ),
        migrations.AddConstraint(
            model_name='payeechange',
            constraint=models.UniqueConstraint(condition=models.Q(('called', None), ('refused', None)), fields=('engagement',), name='one_payee_change_to_call_back'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(fields=('agreement', 'side', 'digest'), name='one_signature_per_side'),
        ),
    ]
