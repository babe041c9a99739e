package io.rqkit.examples.python;

import io.rqkit.core.Jobs;
import io.rqkit.core.Worker;
import io.rqkit.core.cli.Setup;
import java.util.List;

/**
 * Performs what Python enqueues as {@code thumbnails.make}: {@code rq worker for-java --setup
 * io.rqkit.examples.python.Thumbnails}.
 */
public final class Thumbnails implements Setup {
    /** For the command, which finds it by name. */
    public Thumbnails() {}

    /** Python gives these by position or by keyword. */
    record Picture(String path, List<Integer> sizes) {}

    @Override
    public void worker(Worker worker) {
        worker.register(new Jobs()
                .registerWithResult("thumbnails.make", Picture.class, Thumbnails::make)
                .alias("app.pictures.make_thumbnails", "thumbnails.make")); // as it was called once
    }

    /** What it returns, or throws, Python reads with the job. */
    static List<String> make(Picture picture) {
        if (picture.path().isEmpty()) {
            throw new IllegalArgumentException("a picture needs a path");
        }
        String name = picture.path().replaceFirst("\\.png$", "");
        return picture.sizes().stream().map(size -> name + "-" + size + ".png").toList();
    }
}
