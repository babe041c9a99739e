"""results.py URL ID...: prints what became of jobs, one line of JSON each."""

import json
import sys

from redis import Redis
from rq.job import Job
from rq.serializers import JSONSerializer

redis = Redis.from_url(sys.argv[1])
for job_id in sys.argv[2:]:
    job = Job.fetch(job_id, connection=redis, serializer=JSONSerializer)
    latest = job.latest_result()
    error = latest.exc_string.splitlines()[0] if latest and latest.exc_string else None
    returned = latest.return_value if latest else None
    print(json.dumps({'status': job.get_status(), 'returned': returned, 'error': error, 'meta': job.meta}))
