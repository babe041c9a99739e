package io.rqkit.junit5;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One of the runs of a template.
 *
 * @param backend where it runs
 * @param covers all backends of the template's runs, in order
 */
record BackendRun(Backend backend, List<Backend> covers) {

    /**
     * Returns the runs of a template.
     *
     * @param wanted its backends
     * @param outer the run of the class around it, which will come again on the other backends; they are left to that
     */
    static List<BackendRun> of(List<Backend> wanted, @Nullable BackendRun outer) {
        if (outer == null) {
            return wanted.stream().map(one -> new BackendRun(one, wanted)).toList();
        }
        List<Backend> here = new ArrayList<>();
        Set<Backend> covered = new LinkedHashSet<>(outer.covers);
        covered.retainAll(wanted);
        if (wanted.contains(outer.backend)) {
            here.add(outer.backend);
        }
        if (outer.isFirst()) {
            wanted.stream().filter(one -> !outer.covers.contains(one)).forEach(one -> {
                here.add(one);
                covered.add(one);
            });
        }
        return here.stream()
                .map(one -> new BackendRun(one, List.copyOf(covered)))
                .toList();
    }

    /** Returns where a method runs within this run of its class, or null when another run of the class has it. */
    @Nullable
    Backend forMethod(List<Backend> chosenByMethod) {
        if (chosenByMethod.isEmpty() || chosenByMethod.contains(backend)) {
            return backend;
        }
        boolean isElsewhere = covers.contains(chosenByMethod.get(0));
        return isElsewhere || !isFirst() ? null : chosenByMethod.get(0);
    }

    private boolean isFirst() {
        return covers.get(0).equals(backend);
    }
}
