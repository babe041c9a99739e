/** Java's part of the examples in the folder {@code python}: jobs from Python, and jobs for Python. */
@NullMarked
package io.rqkit.examples.python;

import org.jspecify.annotations.NullMarked;
