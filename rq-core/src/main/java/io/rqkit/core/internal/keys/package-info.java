/** The names of every key and field; no other place spells one. */
@NullMarked
package io.rqkit.core.internal.keys;

import org.jspecify.annotations.NullMarked;
