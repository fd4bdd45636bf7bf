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
            name='Inspection',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('asked', models.DateTimeField(auto_now_add=True)),
                ('state', models.CharField(choices=[('waiting', 'Waiting to start'), ('fetching', 'Fetching the code'), ('looking', 'Looking'), ('judging', 'Judging'), ('done', 'Done'), ('failed', 'Could not be done'), ('cancelled', 'Stopped')], default='waiting', max_length=12)),
                ('occasion', models.CharField(blank=True, max_length=200)),
                ('mirror', models.CharField(max_length=200)),
                ('revision', models.CharField(blank=True, max_length=64)),
                ('since', models.CharField(blank=True, max_length=64)),
                ('content_digest', models.CharField(blank=True, max_length=64)),
                ('rule_book', models.BinaryField()),
                ('rule_book_digest', models.CharField(max_length=64)),
                ('allow_run', models.BooleanField(default=False)),
                ('is_glance', models.BooleanField(default=False)),
                ('records', models.CharField(blank=True, max_length=64)),
                ('records_until', models.DateTimeField(blank=True, null=True)),
                ('started', models.DateTimeField(blank=True, null=True)),
                ('ended', models.DateTimeField(blank=True, null=True)),
                ('seconds', models.FloatField(blank=True, null=True)),
                ('tries', models.PositiveSmallIntegerField(default=1)),
                ('progress', models.JSONField(blank=True, default=list)),
                ('note', models.TextField(blank=True)),
                ('engine', models.CharField(blank=True, max_length=40)),
                ('contained', models.CharField(blank=True, max_length=20)),
                ('gate_state', models.CharField(blank=True, max_length=16)),
                ('because', models.TextField(blank=True)),
                ('sentence', models.TextField(blank=True)),
                ('letter', models.TextField(blank=True)),
                ('holding', models.JSONField(blank=True, default=list)),
                ('gaps', models.JSONField(blank=True, default=list)),
                ('tools', models.JSONField(blank=True, default=list)),
                ('measures', models.JSONField(blank=True, default=dict)),
                ('compared', models.JSONField(blank=True, default=dict)),
                ('sheets_digest', models.CharField(blank=True, max_length=64)),
                ('report_digest', models.CharField(blank=True, max_length=64)),
                ('html_digest', models.CharField(blank=True, max_length=64)),
                ('pdf_digest', models.CharField(blank=True, max_length=64)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='inspections', to='engagements.engagement')),
            ],
        ),
        migrations.CreateModel(
            name='Glance',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('opening', 'Waits for the read key'), ('fetching', 'Being fetched'), ('failed', 'Could not be fetched'), ('arrived', 'Fetched')], default='fetching', max_length=10)),
                ('kind', models.CharField(max_length=8)),
                ('url', models.CharField(blank=True, max_length=500)),
                ('secret', models.TextField(blank=True)),
                ('public_key', models.TextField(blank=True)),
                ('upload', models.CharField(blank=True, max_length=64)),
                ('upload_name', models.CharField(blank=True, max_length=200)),
                ('asked_revision', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField()),
                ('problem', models.TextField(blank=True)),
                ('tries', models.PositiveSmallIntegerField(default=1)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='glances', to='engagements.engagement')),
                ('inspection', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='glance', to='inspections.inspection')),
            ],
        ),
        migrations.CreateModel(
            name='Lead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('check_id', models.CharField(max_length=80)),
                ('fingerprint', models.CharField(max_length=64)),
                ('summary', models.TextField()),
                ('path', models.TextField(blank=True)),
                ('line', models.PositiveIntegerField(blank=True, null=True)),
                ('commit', models.CharField(blank=True, max_length=64)),
                ('evidence', models.CharField(blank=True, max_length=64)),
                ('inspection', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='leads', to='inspections.inspection')),
            ],
        ),
        migrations.CreateModel(
            name='Verdict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('check_id', models.CharField(max_length=80)),
                ('version', models.PositiveSmallIntegerField()),
                ('subject', models.CharField(max_length=200)),
                ('outcome', models.CharField(max_length=16)),
                ('cause', models.CharField(blank=True, max_length=16)),
                ('side', models.CharField(blank=True, max_length=10)),
                ('priority', models.CharField(blank=True, max_length=10)),
                ('limits', models.JSONField(default=dict)),
                ('because', models.TextField()),
                ('places', models.PositiveIntegerField(default=0)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('scope', models.CharField(blank=True, max_length=64)),
                ('oldest_fact', models.DateTimeField(blank=True, null=True)),
                ('inspection', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='verdicts', to='inspections.inspection')),
            ],
        ),
        migrations.CreateModel(
            name='EvidenceFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('name', models.CharField(max_length=200)),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveBigIntegerField()),
                ('filed', models.DateTimeField(auto_now_add=True)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence_files', to='engagements.engagement')),
                ('filed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('engagement', 'digest'), name='one_file_per_digest')],
            },
        ),
        migrations.AddIndex(
            model_name='inspection',
            index=models.Index(fields=['engagement', '-asked'], name='inspections_engagem_1af0ee_idx'),
        ),
        migrations.AddIndex(
            model_name='inspection',
            index=models.Index(fields=['state'], name='inspections_state_f586aa_idx'),
        ),
        migrations.AddConstraint(
            model_name='glance',
            constraint=models.UniqueConstraint(fields=('engagement', 'number'), name='one_glance_per_number'),
        ),
        migrations.AddIndex(
            model_name='lead',
            index=models.Index(fields=['inspection', 'check_id', 'fingerprint'], name='inspections_inspect_2f185b_idx'),
        ),
        migrations.AddConstraint(
            model_name='verdict',
            constraint=models.UniqueConstraint(fields=('inspection', 'check_id', 'subject'), name='one_verdict_per_check'),
        ),
    ]
