@NullMarked
package io.rqkit.junit5;

import org.jspecify.annotations.NullMarked;
