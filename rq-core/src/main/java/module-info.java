/** Queues, jobs and workers on the Redis layout of Python's RQ. */
module io.rqkit.core {
    requires com.fasterxml.jackson.databind;
    requires transitive redis.clients.jedis;
    requires java.net.http;
    requires org.slf4j;
    requires static com.cronutils;
    requires static com.fasterxml.jackson.dataformat.yaml;
    requires static info.picocli;
    requires static io.opentelemetry.api;
    requires static io.opentelemetry.context;
    requires static java.logging;
    requires static jdk.unsupported;
    requires static micrometer.core;
    requires static org.jspecify;

    exports io.rqkit.core;
    exports io.rqkit.core.cli;
    exports io.rqkit.core.internal.keys to
            io.rqkit.junit5;
    exports io.rqkit.core.internal.time to
            io.rqkit.junit5;
    exports io.rqkit.core.micrometer;
    exports io.rqkit.core.opentelemetry;
    exports io.rqkit.core.internal.dispatch to
            io.rqkit.junit5;
    exports io.rqkit.core.internal.encoding to
            io.rqkit.junit5;

    opens io.rqkit.core.cli to
            info.picocli;
}
