package io.rqkit.fakeredis.internal.transport;

/** Waiting for threads to end. */
final class Threads {
    private Threads() {}

    /** Waits for a thread's end; an interrupt ends the wait and is kept. Does nothing on the thread itself. */
    static void join(Thread thread) {
        if (thread == Thread.currentThread()) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
