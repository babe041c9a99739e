/** What becomes of the data when a process dies at any of its commands. */
@NullMarked
package io.rqkit.fakeredis.crash;

import org.jspecify.annotations.NullMarked;
