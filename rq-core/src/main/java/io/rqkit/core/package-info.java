@NullMarked
package io.rqkit.core;

import org.jspecify.annotations.NullMarked;
