"""What Python performs for Java: each name is a module and a function in it, such as tasks.mean."""


def mean(numbers):
    return sum(numbers) / len(numbers)


def note(job, connection, result):
    """A callback, by name: Java asks for it, Python runs it when the job has ended well."""
    connection.set('noted:' + job.id, result)
