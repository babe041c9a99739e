package io.rqkit.fakeredis.internal.command.generic;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.Database;
import io.rqkit.fakeredis.internal.data.KeyEntry;
import io.rqkit.fakeredis.internal.data.Value;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.engine.Propagation;
import io.rqkit.fakeredis.internal.engine.replication.Dialer;
import io.rqkit.fakeredis.internal.rdb.DumpPayload;
import io.rqkit.fakeredis.internal.resp.ByteSink;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;

/**
 * MIGRATE: keys go to another server. As in Redis nobody else is served until the other server has answered. Follows
 * migrateCommand in cluster.c, but keeps no connection for the next time.
 */
final class Migration {
    private static final int FIRST_OPTION = 6;
    private static final int DEFAULT_TIMEOUT_MILLIS = 1000;
    private static final int MAX_PORT = 65_535;
    private static final CommandException KEY_NOT_EMPTY = new CommandException(
            "ERR When using MIGRATE KEYS option, the key argument must be set to the empty string");
    private static final CommandException NOT_CONNECTED =
            new CommandException("IOERR error or timeout connecting to the client");
    private static final CommandException NOT_WRITTEN =
            new CommandException("IOERR error or timeout writing to target instance");
    private static final CommandException NOT_READ =
            new CommandException("IOERR error or timeout reading to target instance");

    private final Call call;
    private final List<byte[]> keys;
    private final List<byte[]> credentials = new ArrayList<>();
    private boolean copies;
    private boolean replaces;

    private Migration(Call call) {
        this.call = call;
        this.keys = new ArrayList<>(List.of(call.arg(3)));
    }

    static Reply migrate(Call call) {
        Migration migration = new Migration(call);
        Args options = call.args(FIRST_OPTION);
        while (options.hasNext()) {
            migration.parse(options);
        }
        long timeout = call.longArg(5);
        long database = call.longArg(4);
        migration.keys.removeIf(key -> call.keyspace().read(key) == null);
        if (migration.keys.isEmpty()) {
            return Reply.simple("NOKEY");
        }
        return migration.run(database, timeout <= 0 ? DEFAULT_TIMEOUT_MILLIS : timeout);
    }

    private void parse(Args options) {
        if (options.skip("COPY")) {
            copies = true;
        } else if (options.skip("REPLACE")) {
            replaces = true;
        } else if (options.skip("AUTH", 1)) {
            credentials.clear();
            credentials.add(options.next());
        } else if (options.skip("AUTH2", 2)) {
            credentials.clear();
            credentials.add(options.next());
            credentials.add(options.next());
        } else if (options.skip("KEYS")) {
            if (call.arg(3).length != 0) {
                throw KEY_NOT_EMPTY;
            }
            keys.clear();
            while (options.hasNext()) {
                keys.add(options.next());
            }
        } else {
            throw Errors.SYNTAX;
        }
    }

    private Reply run(long database, long timeoutMillis) {
        int timeout = (int) Math.min(timeoutMillis, Integer.MAX_VALUE);
        try (Dialer.Exchange exchange = connect(timeout)) {
            send(exchange, database);
            return receive(exchange);
        } catch (IOException closing) {
            // what counts has been read by now
            return Reply.OK;
        }
    }

    private Dialer.Exchange connect(int timeoutMillis) {
        int port = port();
        try {
            return call.engine().replication().dialer().open(call.text(1), port, timeoutMillis);
        } catch (ConnectException refused) {
            // Redis connects without waiting and takes a socket that an error made writable for one that is connected
            throw NOT_WRITTEN;
        } catch (IOException unreachable) {
            throw NOT_CONNECTED;
        }
    }

    /** Reads a port as C's atoi does, and takes it modulo 65536 as getaddrinfo does. */
    private int port() {
        String digits = call.text(2).replaceAll("^\\s*([-+]?[0-9]{0,9}).*$", "$1");
        int port = digits.isEmpty() || digits.equals("-") || digits.equals("+") ? 0 : Integer.parseInt(digits);
        if (port < 0) {
            throw NOT_CONNECTED;
        }
        return port & MAX_PORT;
    }

    private void send(Dialer.Exchange exchange, long database) {
        ByteSink request = new ByteSink();
        if (!credentials.isEmpty()) {
            List<Object> words = new ArrayList<>(credentials);
            words.add(0, "AUTH");
            request.put(Propagation.encode(words.toArray()));
        }
        request.put(Propagation.encode("SELECT", database));
        for (byte[] key : keys) {
            request.put(restore(key));
        }
        try {
            exchange.send(request.toByteArray());
        } catch (IOException broken) {
            throw NOT_WRITTEN;
        }
    }

    private byte[] restore(byte[] key) {
        KeyEntry entry = call.keyspace().data().find(key);
        if (entry == null) {
            throw new IllegalStateException("A key that was just read is gone");
        }
        Value value = entry.value();
        long ttl = entry.expireAtMillis() == Database.NO_EXPIRY
                ? 0
                : Math.max(1, entry.expireAtMillis() - call.nowMillis());
        byte[] payload =
                DumpPayload.of(value, call.config().value("rdbcompression").equals("yes"));
        return replaces
                ? Propagation.encode("RESTORE", key, ttl, payload, "REPLACE")
                : Propagation.encode("RESTORE", key, ttl, payload);
    }

    /** A key that the other server has taken goes here, whatever becomes of the others. */
    private Reply receive(Dialer.Exchange exchange) {
        String failure = "";
        List<Object> deletion = new ArrayList<>(List.of("DEL"));
        boolean broken = false;
        try {
            String refused = credentials.isEmpty() ? "" : error(exchange.readLine());
            String notSelected = error(exchange.readLine());
            String general = refused.isEmpty() ? notSelected : refused;
            for (byte[] key : keys) {
                String own = error(exchange.readLine());
                String error = general.isEmpty() ? own : general;
                failure = failure.isEmpty() ? error : failure;
                if (error.isEmpty() && !copies) {
                    delete(key);
                    deletion.add(key);
                }
            }
        } catch (IOException e) {
            broken = true;
        }
        if (deletion.size() > 1) {
            call.propagateAs(deletion.toArray());
        }
        if (!failure.isEmpty()) {
            throw new CommandException("ERR Target instance replied with error: " + failure);
        }
        if (broken) {
            throw NOT_READ;
        }
        return Reply.OK;
    }

    /** Returns the text of an error reply, or nothing. */
    private static String error(String line) {
        return line.startsWith("-") ? line.substring(1) : "";
    }

    private void delete(byte[] key) {
        call.keyspace().delete(key);
        call.keyspace().changed(key, KeyEvent.GENERIC, "del");
    }
}
