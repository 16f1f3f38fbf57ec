import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0009_questions_merge_and_split"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='QuestionTie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('belongs', 'belongs to'), ('apart', 'is kept out of')], max_length=10, verbose_name='tie')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='at')),
                ('taken_back_at', models.DateTimeField(blank=True, null=True, verbose_name='taken back')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='ties', to='claims.statementgroup')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ties', to='claims.question')),
                ('statement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='ties', to='claims.statement')),
                ('taken_back_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'tie to a question',
                'verbose_name_plural': 'ties to questions',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('group__isnull', False), ('statement', None)), models.Q(('group', None), ('statement__isnull', False)), _connector='OR'), name='question_tie_of_one'), models.UniqueConstraint(condition=models.Q(('group', None), ('taken_back_at', None)), fields=('statement', 'question'), name='question_tie_once'), models.UniqueConstraint(condition=models.Q(('statement', None), ('taken_back_at', None)), fields=('group', 'question'), name='question_tie_of_group_once')],
            },
        ),
    ]
