/** How time passes, and how threads wait for it; nothing else in the library waits or schedules. */
@NullMarked
package io.rqkit.core.internal.time;

import org.jspecify.annotations.NullMarked;
