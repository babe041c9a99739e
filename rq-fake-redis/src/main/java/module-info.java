/** An in-memory Redis 7.0 server for tests. */
module io.rqkit.fakeredis {
    requires static org.jspecify;

    exports io.rqkit.fakeredis;
    exports io.rqkit.fakeredis.clock;
    exports io.rqkit.fakeredis.crash;
    exports io.rqkit.fakeredis.fault;
    exports io.rqkit.fakeredis.interleave;
    exports io.rqkit.fakeredis.record;
    exports io.rqkit.fakeredis.state;
}
