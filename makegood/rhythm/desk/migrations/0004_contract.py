import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0003_outlook'),
        ('engagements', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='letter',
            name='enclosure',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='letter',
            name='enclosure_name',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name='paper',
            name='follows',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='followed_by', to='desk.paper'),
        ),
        migrations.AddField(
            model_name='paper',
            name='follows_said',
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name='Contract',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(blank=True, max_length=200)),
                ('told', models.JSONField(blank=True, default=dict)),
                ('compared', models.JSONField(blank=True, null=True)),
                ('chosen', models.PositiveIntegerField(default=0)),
                ('makes', models.PositiveIntegerField(default=0)),
                ('making_since', models.DateTimeField(blank=True, null=True)),
                ('made', models.PositiveIntegerField(default=0)),
                ('made_at', models.DateTimeField(blank=True, null=True)),
                ('made_of', models.CharField(blank=True, max_length=64)),
                ('docx', models.CharField(blank=True, max_length=64)),
                ('sheet_html', models.CharField(blank=True, max_length=64)),
                ('sheet_pdf', models.CharField(blank=True, max_length=64)),
                ('draft', models.JSONField(blank=True, null=True)),
                ('problem', models.TextField(blank=True)),
                ('signed', models.DateTimeField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('desk', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='contract', to='desk.desk')),
                ('earlier', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='desk.paper')),
                ('paper', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='desk.paper')),
                ('signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signed_paper', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='desk.paper')),
            ],
        ),
        migrations.CreateModel(
            name='Wanted',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('clause', models.PositiveSmallIntegerField()),
                ('goes_in', models.BooleanField()),
                ('words', models.TextField(blank=True)),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wanted', to='desk.contract')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='engagements.event')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('contract', 'clause'), name='one_wish_per_clause')],
            },
        ),
    ]
