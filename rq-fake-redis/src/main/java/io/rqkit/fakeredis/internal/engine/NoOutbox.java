package io.rqkit.fakeredis.internal.engine;

/** The way to nobody. */
final class NoOutbox implements Outbox {
    @Override
    public long pending() {
        return 0;
    }

    @Override
    public void drop() {
        // there is nothing
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        // what a command tells besides its reply has no reader
    }

    @Override
    public void flush() {
        // nothing was taken
    }

    @Override
    public void flushLater() {
        // nothing was taken
    }

    @Override
    public void end() {
        // there is no connection
    }
}
