/** The parameters that CONFIG GET and SET know, with their types, limits and defaults. Follows config.c of Redis 7.0. */
@NullMarked
package io.rqkit.fakeredis.internal.engine.config;

import org.jspecify.annotations.NullMarked;
