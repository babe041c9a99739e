package io.rqkit.examples.features;

import io.rqkit.core.Dependency;
import io.rqkit.core.Enqueuer;
import io.rqkit.core.Group;
import io.rqkit.core.Job;
import io.rqkit.core.Queue;
import io.rqkit.core.Worker;
import io.rqkit.examples.Backend;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import redis.clients.jedis.UnifiedJedis;

/** A picture is fetched, then resized and scanned side by side, then published: jobs that wait for jobs. */
public final class Pipeline {
    private static final List<String> STEPS = new CopyOnWriteArrayList<>();

    private Pipeline() {}

    /** The job; the step tells what it would do. */
    public static void step(String name) {
        STEPS.add(name);
    }

    /** Prints the steps in the order in which they were done. */
    public static void main(String[] args) {
        try (Backend backend = Backend.open();
                UnifiedJedis redis = backend.connect()) {
            System.out.println(String.join(" -> ", publish(redis)));
        }
    }

    static List<String> publish(UnifiedJedis redis) {
        STEPS.clear();
        Queue queue = new Queue("pictures", redis);

        // one step and one round trip: all four, or none
        queue.enqueueMany(batch -> {
            Enqueuer picture = batch.with(o -> o.group("picture-7"));
            Job<?> fetch = picture.enqueue(Pipeline::step, "fetch");
            Job<?> resize = picture.with(o -> o.dependsOn(fetch)).enqueue(Pipeline::step, "resize");
            Job<?> scan = picture.with(o -> o.dependsOn(fetch)).enqueue(Pipeline::step, "scan");
            Dependency both = Dependency.on(resize, scan).atFront();
            picture.with(o -> o.dependsOn(both)).enqueue(Pipeline::step, "publish");
        });

        new Worker(queue).allow(Pipeline.class).slots(2).burst();
        System.out.println(new Group("picture-7", redis).jobs().size() + " jobs of picture-7 are kept");
        return List.copyOf(STEPS);
    }
}
