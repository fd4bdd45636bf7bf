import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('inspections', '0001_initial'),
        ('portfolio', '0008_comparison_consent'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tries', models.PositiveIntegerField(default=0)),
                ('made', models.PositiveIntegerField(default=0)),
                ('asked', models.DateTimeField(auto_now=True)),
                ('look', models.CharField(blank=True, max_length=64)),
                ('html', models.CharField(blank=True, max_length=64)),
                ('pdf', models.CharField(blank=True, max_length=64)),
                ('problem', models.TextField(blank=True)),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='copies', to='inspections.inspection')),
                ('practice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='report_copies', to='portfolio.practice')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('practice', 'inspection'), name='one_copy_of_a_report')],
            },
        ),
    ]
