"""enqueue.py URL: leaves jobs for Java in the queue for-java, and prints their ids."""

import sys

from redis import Redis
from rq import Queue
from rq.serializers import JSONSerializer

# Both sides must agree on the serializer: it is written nowhere in Redis.
queue = Queue('for-java', connection=Redis.from_url(sys.argv[1]), serializer=JSONSerializer)

# Java knows these names; that Python cannot import them does not matter.
small = queue.enqueue('thumbnails.make', 'cat.png', sizes=[64, 128], meta={'for': 'the shop'})
after = queue.enqueue('thumbnails.make', path='dog.png', sizes=[32], depends_on=small)
wrong = queue.enqueue('thumbnails.make', '', sizes=[])

print(small.id, after.id, wrong.id)
