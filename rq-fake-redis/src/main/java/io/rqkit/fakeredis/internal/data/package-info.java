/**
 * The structures under Redis's values. They know no replies, no clock and no engine, and are not thread-safe: the
 * engine's lock guards them.
 */
@NullMarked
package io.rqkit.fakeredis.internal.data;

import org.jspecify.annotations.NullMarked;
