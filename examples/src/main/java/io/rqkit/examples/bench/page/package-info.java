/** The page of figures: what was measured, read from files, as tables, plots and goals. Measures nothing itself. */
@NullMarked
package io.rqkit.examples.bench.page;

import org.jspecify.annotations.NullMarked;
