/** How values, dates and job data look as bytes. */
@NullMarked
package io.rqkit.core.internal.encoding;

import org.jspecify.annotations.NullMarked;
