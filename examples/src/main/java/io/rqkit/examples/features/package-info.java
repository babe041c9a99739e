/** Retries, cron, dependencies, rate limits and Python, a small program each. */
@NullMarked
package io.rqkit.examples.features;

import org.jspecify.annotations.NullMarked;
