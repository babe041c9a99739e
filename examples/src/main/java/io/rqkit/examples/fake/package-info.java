/** The fake Redis and those who connect to it. */
@NullMarked
package io.rqkit.examples.fake;

import org.jspecify.annotations.NullMarked;
