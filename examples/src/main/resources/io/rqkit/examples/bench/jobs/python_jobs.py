"""Python's RQ as a contender: a task a line, an answer in nanoseconds, as io.rqkit.examples.bench.jobs.Contender says.

Takes the address of a Redis. The job is operator.add, run by SimpleWorker, which runs jobs in its own process: the
quickest of RQ's workers by far, since the default one forks for each job.
"""

import operator
import sys
import threading
import time

import redis
import rq

BATCH = 1000

connection = redis.Redis.from_url(sys.argv[1])
queue = rq.Queue("load", connection=connection)


def enqueue(jobs):
    for i in range(jobs):
        queue.enqueue(operator.add, i, 1)


def enqueue_together(jobs, callers):
    threads = [
        threading.Thread(target=enqueue, args=(jobs // callers + (i < jobs % callers),)) for i in range(callers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(queue) != jobs:
        raise RuntimeError("not all jobs were enqueued")


def enqueue_many(jobs):
    for done in range(0, jobs, BATCH):
        queue.enqueue_many(
            [rq.Queue.prepare_data(operator.add, (i, 1)) for i in range(done, min(jobs, done + BATCH))]
        )


def work():
    rq.SimpleWorker([queue], connection=connection).work(burst=True, logging_level="ERROR")
    if len(queue) != 0:
        raise RuntimeError("jobs are left")


print("=", rq.VERSION, redis.__version__, sys.version.split()[0], flush=True)
for line in sys.stdin:
    task, jobs = line.split()[0], int(line.split()[1])
    connection.flushall()
    if task == "perform":
        enqueue_many(jobs)
    begun = time.perf_counter_ns()
    if task == "enqueue":
        enqueue(jobs)
    elif task == "enqueue-together":
        enqueue_together(jobs, int(line.split()[2]))
    elif task == "enqueue-many":
        enqueue_many(jobs)
    else:
        work()
    nanos = time.perf_counter_ns() - begun
    if task == "perform" and queue.finished_job_registry.count != jobs:
        raise RuntimeError("not all jobs finished")
    print("=", nanos, flush=True)
