@NullMarked
package io.rqkit.fakeredis;

import org.jspecify.annotations.NullMarked;
