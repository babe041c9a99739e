/** Tools that compare the in-memory server with a real Redis 7.0.15; start at {@code FamilyDiffTest}. */
@NullMarked
package io.rqkit.fakeredis.testing;

import org.jspecify.annotations.NullMarked;
