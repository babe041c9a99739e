package io.rqkit.fakeredis.internal.command;

import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.AbstractList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The reply to a command that draws at random as often as it is told, which may be a thousand million times: each is drawn
 * when the one before has been written, so that a client that was sent too much can be ended in between. To be read once,
 * in order.
 */
public final class Draws extends AbstractList<Reply> {
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private final int size;
    private final int width;
    private final Supplier<List<Reply>> draw;
    private List<Reply> drawn = List.of();

    /**
     * Creates a reply.
     *
     * @param times how often to draw
     * @param width how many replies a draw gives
     */
    public Draws(long times, int width, Supplier<List<Reply>> draw) {
        this.size = (int) (Math.min(times, LONGEST / width) * width);
        this.width = width;
        this.draw = draw;
    }

    @Override
    public Reply get(int index) {
        if (index % width == 0) {
            drawn = draw.get();
        }
        return drawn.get(index % width);
    }

    @Override
    public int size() {
        return size;
    }
}
