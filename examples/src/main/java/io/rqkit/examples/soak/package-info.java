/** Workers that are killed under load: compiled in each build, run by hand. */
@NullMarked
package io.rqkit.examples.soak;

import org.jspecify.annotations.NullMarked;
