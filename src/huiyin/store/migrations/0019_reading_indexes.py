"""Each way to a matter, and each filter of the list, gets its index."""

from django.db import migrations, models

from huiyin.store.online import AddIndexOnline, RemoveIndexOnline


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('store', '0018_division_name'),
    ]

    operations = [
        RemoveIndexOnline(
            model_name='matterrow',
            name='matter_newest',
        ),
        RemoveIndexOnline(
            model_name='matterrow',
            name='matter_lead_due',
        ),
        RemoveIndexOnline(
            model_name='matterrow',
            name='matter_received_due',
        ),
        AddIndexOnline(
            model_name='matterrow',
            index=models.Index(fields=['-received_at', '-id'], name='matter_newest'),
        ),
        AddIndexOnline(
            model_name='matterrow',
            index=models.Index(fields=['lead_unit', '-received_at'], name='matter_lead'),
        ),
        AddIndexOnline(
            model_name='matterrow',
            index=models.Index(fields=['received_unit', '-received_at'], name='matter_received'),
        ),
        AddIndexOnline(
            model_name='matterrow',
            index=models.Index(fields=['lead_above', '-received_at'], name='matter_lead_above'),
        ),
        AddIndexOnline(
            model_name='matterrow',
            index=models.Index(fields=['state', '-received_at'], name='matter_state'),
        ),
        AddIndexOnline(
            model_name='matterrow',
            index=models.Index(fields=['category', '-received_at'], name='matter_category'),
        ),
        AddIndexOnline(
            model_name='matterrow',
            index=models.Index(fields=['kind', '-received_at'], name='matter_kind'),
        ),
        AddIndexOnline(
            model_name='matterrow',
            index=models.Index(fields=['channel', '-received_at'], name='matter_channel'),
        ),
        AddIndexOnline(
            model_name='matterrow',
            index=models.Index(condition=models.Q(('final', False)), fields=['due_at', 'id'], name='matter_due'),
        ),
        AddIndexOnline(
            model_name='matterrow',
            index=models.Index(condition=models.Q(('final', False)), fields=['lead_unit', 'due_at'], name='matter_lead_due'),
        ),
        AddIndexOnline(
            model_name='matterrow',
            index=models.Index(condition=models.Q(('final', False)), fields=['received_unit', 'due_at'], name='matter_received_due'),
        ),
        AddIndexOnline(
            model_name='matterrow',
            index=models.Index(condition=models.Q(('final', False)), fields=['lead_above', 'due_at'], name='matter_lead_above_due'),
        ),
        AddIndexOnline(
            model_name='matterrow',
            index=models.Index(condition=models.Q(('final', False)), fields=['division', 'due_at'], name='matter_place_due'),
        ),
        AddIndexOnline(
            model_name='matterrow',
            index=models.Index(condition=models.Q(('final', True)), fields=['-changed_at', '-id'], name='matter_closed'),
        ),
        AddIndexOnline(
            model_name='matterrow',
            index=models.Index(condition=models.Q(('pending_post', ''), _negated=True), fields=['pending_post'], name='matter_pending'),
        ),
        AddIndexOnline(
            model_name='matterrow',
            index=models.Index(condition=models.Q(('confined', ''), _negated=True), fields=['-received_at', '-id'], name='matter_confined'),
        ),
        AddIndexOnline(
            model_name='matterrow',
            index=models.Index(condition=models.Q(('final', False), ('supervised', True)), fields=['-received_at', '-id'], name='matter_supervised'),
        ),
        AddIndexOnline(
            model_name='matterrow',
            index=models.Index(condition=models.Q(('office_says', 'yes'), models.Q(('resident_says', 'no'), ('resident_says', 'partly'), ('callback_says', 'no'), ('callback_says', 'partly'), _connector='OR')), fields=['-received_at', '-id'], name='matter_unsolved'),
        ),
    ]
