"""The groups viewer, editor, curator and administrator, with what each may do."""

from django.db import migrations

from claims.groups import drop_groups, grant_groups


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0001_initial"),
        ("articles", "0001_initial"),
        ("speakers", "0001_initial"),
        ("partners", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("tracker", "0001_worker_beat"),
        ("axes", "0010_accessattemptexpiration"),
        ("sessions", "0001_initial"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [migrations.RunPython(grant_groups, drop_groups)]
