/** How code that uses queues or Redis is tested: one class a feature of the extension. */
package io.rqkit.examples.testing;
