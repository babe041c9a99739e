/** What goes wrong on purpose: which command of which client, and what happens to it. */
@NullMarked
package io.rqkit.fakeredis.fault;

import org.jspecify.annotations.NullMarked;
