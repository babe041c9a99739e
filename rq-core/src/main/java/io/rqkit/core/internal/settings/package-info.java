/** Settings read from wherever they stand, and the clients that they describe. */
@NullMarked
package io.rqkit.core.internal.settings;

import org.jspecify.annotations.NullMarked;
