/** Job queues side by side: this one, Python's RQ and Jesque, each a process of its own that does as it is told. */
@NullMarked
package io.rqkit.examples.bench.jobs;

import org.jspecify.annotations.NullMarked;
