import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0010_ties_to_questions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PartnerReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partner', models.CharField(max_length=200, verbose_name='partner')),
                ('rating', models.CharField(max_length=200, verbose_name='rating in the partner’s words')),
                ('url', models.URLField(max_length=500, verbose_name='address of the review')),
                ('author', models.CharField(blank=True, max_length=200, verbose_name='author')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='published on')),
                ('language', models.CharField(blank=True, max_length=20, verbose_name='language')),
                ('claim_reviewed', models.CharField(max_length=500, verbose_name='claim as the partner words it')),
                ('state', models.CharField(choices=[('suggested', 'suggested'), ('confirmed', 'confirmed'), ('refused', 'refused')], default='suggested', max_length=10, verbose_name='state')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='recorded')),
                ('modified_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='modified')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partner_reviews', to='claims.claim')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'review by a partner',
                'verbose_name_plural': 'reviews by partners',
                'ordering': ['partner', 'published_on', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('claim', 'url'), name='partner_review_once'), models.CheckConstraint(condition=models.Q(models.Q(('partner', ''), _negated=True), models.Q(('rating', ''), _negated=True)), name='partner_review_has_words')],
            },
        ),
    ]
