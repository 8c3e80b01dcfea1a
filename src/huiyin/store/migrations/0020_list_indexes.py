"""What is counted on the desk, on the backlog, for figures and in the ledger of numbers gets the index its counts walk along."""

from django.db import migrations, models

from huiyin.store.online import AddIndexOnline, RemoveIndexOnline


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('store', '0019_reading_indexes'),
    ]

    operations = [
        RemoveIndexOnline(
            model_name='clockfact',
            name='clock_fact_month',
        ),
        RemoveIndexOnline(
            model_name='clockrow',
            name='clock_provisional',
        ),
        RemoveIndexOnline(
            model_name='matterfact',
            name='matter_fact_month',
        ),
        RemoveIndexOnline(
            model_name='matterrow',
            name='matter_turn_due',
        ),
        RemoveIndexOnline(
            model_name='matterrow',
            name='matter_confined',
        ),
        RemoveIndexOnline(
            model_name='matterrow',
            name='matter_supervised',
        ),
        RemoveIndexOnline(
            model_name='matterrow',
            name='matter_unsolved',
        ),
        AddIndexOnline(
            model_name='clockfact',
            index=models.Index(fields=['clock', 'yyyymm', 'unit', 'due_day', 'stopped_day', 'on_time'], name='clock_fact_month'),
        ),
        AddIndexOnline(
            model_name='clockrow',
            index=models.Index(condition=models.Q(('running', True)), fields=['provisional', 'due_at'], name='clock_provisional'),
        ),
        AddIndexOnline(
            model_name='matterfact',
            index=models.Index(fields=['kind', 'yyyymm', 'history', 'unit'], name='matter_fact_month'),
        ),
        AddIndexOnline(
            model_name='matterrow',
            index=models.Index(condition=models.Q(('final', False)), fields=['turn', 'history', 'due_at'], name='matter_turn_due'),
        ),
        AddIndexOnline(
            model_name='matterrow',
            index=models.Index(condition=models.Q(('charge_on__isnull', False), ('final', False)), fields=['charge_on'], name='matter_charge_on'),
        ),
        AddIndexOnline(
            model_name='matterrow',
            index=models.Index(condition=models.Q(('confined', ''), _negated=True), fields=['-received_at'], name='matter_confined'),
        ),
        AddIndexOnline(
            model_name='matterrow',
            index=models.Index(condition=models.Q(('final', False), ('supervised', True)), fields=['-received_at'], name='matter_supervised'),
        ),
        AddIndexOnline(
            model_name='matterrow',
            index=models.Index(condition=models.Q(('office_says', 'yes'), models.Q(('resident_says', 'no'), ('resident_says', 'partly'), ('callback_says', 'no'), ('callback_says', 'partly'), _connector='OR')), fields=['-received_at'], name='matter_unsolved'),
        ),
        AddIndexOnline(
            model_name='paper',
            index=models.Index(fields=['county', 'series', 'issued_on', 'void'], name='paper_series'),
        ),
    ]
