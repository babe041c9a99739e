/** Publish and subscribe. Follows <a href="https://redis.io/docs/manual/pubsub/">Redis Pub/Sub</a> and pubsub.c. */
@NullMarked
package io.rqkit.fakeredis.internal.command.pubsub;

import org.jspecify.annotations.NullMarked;
