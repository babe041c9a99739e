/** Code that enqueues, in the small. */
@NullMarked
package io.rqkit.examples.mail;

import org.jspecify.annotations.NullMarked;
