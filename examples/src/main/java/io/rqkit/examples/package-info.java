@NullMarked
package io.rqkit.examples;

import org.jspecify.annotations.NullMarked;
