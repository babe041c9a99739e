/** Benchmarks: compiled in each build, run by hand. */
@NullMarked
package io.rqkit.examples.bench;

import org.jspecify.annotations.NullMarked;
