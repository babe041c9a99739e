package io.rqkit.core.internal.lifecycle;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.UnifiedJedis;

/** A transaction that is tried again until nobody touched its watched keys in between. */
final class Watched {
    private Watched() {}

    /**
     * Watches keys, asks whether to go on, and sends the transaction.
     *
     * @param proceed reads what the decision hangs on, after the keys are watched; asked again for each attempt
     * @return whether the transaction was carried out; false when {@code proceed} said no
     */
    static boolean run(
            UnifiedJedis redis, String key, BooleanSupplier proceed, Consumer<AbstractTransaction> commands) {
        while (true) {
            try (AbstractTransaction transaction = redis.transaction(false)) {
                transaction.watch(key);
                if (!proceed.getAsBoolean()) {
                    transaction.unwatch();
                    return false;
                }
                transaction.multi();
                commands.accept(transaction);
                if (transaction.exec() != null) {
                    return true;
                }
            }
        }
    }
}
