"""What the jobs of the interoperability tests call."""

import sys

from rq import get_current_job


def add(a, b=0):
    return a + b


def echo(value):
    return value


def boom(text):
    raise ValueError(text)


def flaky():
    job = get_current_job()
    if job.retries_left:
        raise ValueError('not yet')
    return 'at last'


def on_success(job, connection, result):
    connection.set('mark:success:' + job.id, repr(result))
