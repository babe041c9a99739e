/** How a process is let die again and again. */
@NullMarked
package io.rqkit.fakeredis.internal.crash;

import org.jspecify.annotations.NullMarked;
