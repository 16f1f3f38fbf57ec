import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0008_groups_grants"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='claim',
            name='folded_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='folded', to='claims.claim', verbose_name='folded into'),
        ),
        migrations.AddField(
            model_name='question',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='claims.question', verbose_name='merged into'),
        ),
        migrations.AddField(
            model_name='question',
            name='row_version',
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name='row version'),
        ),
        migrations.AlterField(
            model_name='claimlink',
            name='state',
            field=models.CharField(choices=[('suggested', 'suggested'), ('confirmed', 'confirmed'), ('refused', 'refused'), ('folded', 'stands on the claim that this one was folded into')], default='suggested', max_length=10, verbose_name='state'),
        ),
        migrations.CreateModel(
            name='QuestionEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('merge', 'another question merged into this one'), ('split', 'a question split off'), ('relate', 'two claims related'), ('unrelate', 'a relation of claims removed'), ('tie', 'statements kept in or out'), ('untie', '“kept in” or “kept out” taken back'), ('undo', 'undone')], max_length=10, verbose_name='act')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='at')),
                ('moves', models.JSONField(default=dict, verbose_name='moves')),
                ('details', models.JSONField(default=dict, verbose_name='details')),
                ('why', models.CharField(blank=True, max_length=500, verbose_name='why')),
                ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('other', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='other_events', to='claims.question')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='claims.question')),
                ('undoes', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_by', to='claims.questionevent', verbose_name='undoes')),
            ],
            options={
                'verbose_name': 'act on a question',
                'verbose_name_plural': 'acts on questions',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['question', '-id'], name='question_event_by_question'), models.Index(fields=['other', '-id'], name='question_event_by_other')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('act__in', ['merge', 'split']), _negated=True), ('other__isnull', False), _connector='OR'), name='question_event_names_both')],
            },
        ),
    ]
