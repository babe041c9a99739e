package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.internal.acl.AclLog;
import io.rqkit.fakeredis.internal.acl.Commands;
import io.rqkit.fakeredis.internal.acl.Denial;
import io.rqkit.fakeredis.internal.acl.User;
import io.rqkit.fakeredis.internal.acl.Users;
import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Who may do what: the users of a server, the log of denials, and what both mean for its sessions. */
public final class Access {
    private final Engine engine;
    private final Users users;
    private final AclLog log = new AclLog();
    private String password;

    Access(Engine engine, CommandTable table) {
        this.engine = engine;
        this.users = new Users(new TableCommands(table), new ChannelDefault(engine.config()));
        this.password = engine.config().password();
        if (!password.isEmpty()) {
            users.defaultPassword(password);
        }
        if (!engine.config().aclFile().isEmpty()) {
            try {
                loadFile();
            } catch (IllegalArgumentException wrong) {
                throw new IllegalStateException("Can't start because of ACL errors: " + wrong.getMessage(), wrong);
            }
        }
    }

    private Path file() {
        return Path.of(engine.config().value("dir")).resolve(engine.config().aclFile());
    }

    private List<User> loadFile() {
        String name = engine.config().aclFile();
        List<String> lines;
        try {
            lines = Files.readAllLines(file(), StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "Error loading ACLs, opening file '" + name + "': " + reason(unreadable), unreadable);
        }
        return users.load(name, lines);
    }

    /** As C's strerror says it. */
    private static String reason(IOException failure) {
        return failure instanceof NoSuchFileException
                ? "No such file or directory"
                : failure instanceof AccessDeniedException ? "Permission denied" : String.valueOf(failure.getMessage());
    }

    /**
     * Replaces all users by those of the ACL file and ends the sessions of all but the default user.
     *
     * @throws IllegalArgumentException with all that is wrong with the file, in which case nothing has changed
     */
    public void load(Session current) {
        disconnect(loadFile(), current);
    }

    /** Writes all users to the ACL file, which is never seen half written. */
    public void save() throws IOException {
        Path file = file();
        Path written = Files.createTempFile(file.toAbsolutePath().getParent(), "acl", ".tmp");
        try {
            Files.write(written, users.all().stream().map(User::describe).toList(), StandardCharsets.ISO_8859_1);
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private record ChannelDefault(Config config) implements BooleanSupplier {
        @Override
        public boolean getAsBoolean() {
            return config.allChannelsByDefault();
        }
    }

    /** The table as rules see it. */
    private static final class TableCommands implements Commands {
        private final CommandTable table;
        private @Nullable List<Entry> all;

        private TableCommands(CommandTable table) {
            this.table = table;
        }

        @Override
        public List<Entry> all() {
            if (all == null) {
                all = table.rows().stream().map(TableCommands::entry).toList();
            }
            return all;
        }

        @Override
        public Set<CommandSpec> specs() {
            return table.specs();
        }

        private static Entry entry(CommandTable.Row row) {
            return new Entry(
                    row.command().spec(),
                    row.subcommands().values().stream().map(Command::spec).toList());
        }

        @Override
        public @Nullable Entry find(String name) {
            Command command = table.findByFullName(name);
            if (command == null) {
                return null;
            }
            CommandTable.Row row = table.row(command);
            return row == null ? new Entry(command.spec(), List.of()) : entry(row);
        }
    }

    public Users users() {
        return users;
    }

    public AclLog log() {
        return log;
    }

    /** Says whether a new client is the default user without having to say so. */
    boolean needsNoAuthentication() {
        return users.defaultUser().needsNoPassword() && users.defaultUser().isEnabled();
    }

    /** A client may not have given a password, and need none since requirepass was taken away. */
    boolean requiresAuthentication(Session session) {
        return !session.isAuthenticated() && !needsNoAuthentication();
    }

    /** Says whether nobody from another machine is let in. */
    boolean isOpenToStrangers() {
        return engine.config().isProtected() && users.defaultUser().needsNoPassword();
    }

    /** Takes over a changed requirepass. */
    void configChanged() {
        String current = engine.config().password();
        if (!current.equals(password)) {
            password = current;
            users.defaultPassword(current);
        }
    }

    /** Logs a client in, or notes that it failed to and returns false. */
    public boolean authenticate(Call call, String name, String secret) {
        User user = users.authenticate(name, secret);
        if (user == null) {
            add(Denial.Reason.AUTH, context(call.session()), call.text(0), name, call.session(), call.argv());
            return false;
        }
        call.session().authenticated(user);
        return true;
    }

    /** Returns why a session may not run a call, which is then logged; null when it may. */
    @Nullable
    Denial check(Session session, CommandSpec spec, byte[][] argv) {
        return session.user().isUnrestricted() ? null : check(session, spec, argv, context(session));
    }

    /** The same for a call that runs in another context than the session's. */
    public @Nullable Denial check(Session session, CommandSpec spec, byte[][] argv, AclLog.Context context) {
        Denial denial = session.user().check(spec, argv);
        if (denial != null) {
            String object =
                    denial.reason() == Denial.Reason.COMMAND ? spec.fullName() : Args.latin1(argv[denial.argument()]);
            add(denial.reason(), context, object, session.user().name(), session, argv);
        }
        return denial;
    }

    private static AclLog.Context context(Session session) {
        return session.transaction().isOpen() ? AclLog.Context.MULTI : AclLog.Context.TOPLEVEL;
    }

    private void add(
            Denial.Reason reason, AclLog.Context context, String object, String user, Session session, byte[][] argv) {
        log.add(
                new AclLog.Entry(
                        1,
                        reason,
                        context,
                        object,
                        user,
                        engine.nowMillis(),
                        ClientInfo.line(engine, session, session, argv)),
                Long.parseLong(engine.config().value("acllog-max-len")));
    }

    /**
     * Creates or changes a user and disconnects subscribers who may not listen any more.
     *
     * @throws IllegalArgumentException with what Redis answers, without its code, when a rule is wrong
     */
    public void set(String name, List<String> rules) {
        Users.Change change = users.set(name, rules);
        if (change.listensAtLeastAsBefore()) {
            return;
        }
        for (Session session : new ArrayList<>(engine.sessions())) {
            if (session.user() == change.user() && mustLeave(session, change)) {
                engine.close(session);
            }
        }
    }

    private static boolean mustLeave(Session session, Users.Change change) {
        for (PubSub.Kind kind : PubSub.Kind.values()) {
            Set<String> names = session.subscriptions(kind);
            boolean patterns = kind == PubSub.Kind.PATTERN;
            if (names.stream()
                    .anyMatch(each -> !change.mayListen(each.getBytes(StandardCharsets.ISO_8859_1), patterns))) {
                return true;
            }
        }
        return false;
    }

    /** Ends the sessions of users who are no more; that of {@code current} after its reply. */
    public void disconnect(List<User> gone, Session current) {
        for (Session session : new ArrayList<>(engine.sessions())) {
            if (gone.contains(session.user())) {
                session.unauthenticated();
                if (session == current) {
                    session.closeAfterReply();
                } else {
                    engine.close(session);
                }
            }
        }
    }
}
