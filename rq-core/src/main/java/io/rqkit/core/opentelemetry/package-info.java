/** Traces from who enqueues to who performs; needs {@code io.opentelemetry:opentelemetry-api}, which is optional. */
@NullMarked
package io.rqkit.core.opentelemetry;

import org.jspecify.annotations.NullMarked;
