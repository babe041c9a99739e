/** What the library cron-utils does for us; loaded only by who uses cron expressions. */
@NullMarked
package io.rqkit.core.internal.cron;

import org.jspecify.annotations.NullMarked;
