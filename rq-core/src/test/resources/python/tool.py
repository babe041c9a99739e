"""tool.py URL COMMAND ...: does one thing with RQ and prints what came of it as JSON."""

import json
import sys
from datetime import datetime, timezone

from redis import Redis
from rq import Queue, Retry
from rq.job import Dependency, Job
from rq.registry import FailedJobRegistry, FinishedJobRegistry
from rq.serializers import JSONSerializer

redis = Redis.from_url(sys.argv[1])
command, args = sys.argv[2], sys.argv[3:]
queue = Queue('emails', connection=redis, serializer=JSONSerializer)


def fetch(job_id):
    return Job.fetch(job_id, connection=redis, serializer=JSONSerializer)


def enqueue():
    queue.enqueue('mod.add', 1, b=2, job_id='add-1', meta={'k': '\u00e9'}, description='from Python')
    queue.enqueue('mod.echo', {'n': [1, 2.5, None, True, '\u2603']}, job_id='echo-1')
    queue.enqueue('mod.boom', 'na\u00efve', job_id='boom-1')
    queue.enqueue('mod.flaky', job_id='flaky-1', retry=Retry(max=2))
    parent = queue.enqueue('mod.add', 5, 0, job_id='parent-1')
    queue.enqueue('mod.add', 6, 0, job_id='child-1', depends_on=Dependency([parent], enqueue_at_front=True))
    queue.enqueue('mod.nobody', job_id='unknown-1')
    queue.enqueue_at(datetime(2020, 1, 1, tzinfo=timezone.utc), 'mod.add', 7, 0, job_id='due-1')
    Queue('emails', connection=redis).enqueue('mod.add', 1, job_id='pickled-1')
    return queue.job_ids


def tell(*ids):
    told = {}
    for job_id in ids:
        job = fetch(job_id)
        result = job.latest_result()
        told[job_id] = {
            'status': job.get_status(),
            'result': job.return_value() if hasattr(job, 'return_value') else job.result,
            'exc': result.exc_string if result else None,
            'description': job.description,
            'meta': job.meta,
            'origin': job.origin,
            'worker': job.worker_name,
            'ended': job.ended_at is not None,
            'func': job.func_name,
        }
    return told


def registries():
    return {
        'finished': FinishedJobRegistry(queue=queue).get_job_ids(),
        'failed': FailedJobRegistry(queue=queue).get_job_ids(),
    }


def requeue(job_id):
    return FailedJobRegistry(queue=queue).requeue(job_id).get_status()


def cancel(job_id):
    fetch(job_id).cancel()
    return fetch(job_id).get_status()


print(json.dumps(globals()[command](*args)))
