/**
 * The command {@code rq}, with RQ's options and outputs. It needs picocli on the class path, which the library alone does
 * not pull in. Follows section 8 of RQ's command line.
 */
@NullMarked
package io.rqkit.core.cli;

import org.jspecify.annotations.NullMarked;
