/** The ways to say which Redis a queue uses: the page of RQ 1.13 that this project started from, as programs. */
@NullMarked
package io.rqkit.examples.connections;

import org.jspecify.annotations.NullMarked;
