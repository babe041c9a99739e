/** Metrics of queues and workers for Micrometer; needs {@code io.micrometer:micrometer-core}, which is optional. */
@NullMarked
package io.rqkit.core.micrometer;

import org.jspecify.annotations.NullMarked;
