/** How the server works; not for users. */
@NullMarked
package io.rqkit.fakeredis.internal;

import org.jspecify.annotations.NullMarked;
