package io.rqkit.fakeredis.internal.command.acl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.rqkit.fakeredis.internal.acl.User;
import io.rqkit.fakeredis.internal.acl.Users;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What changes and shows users. */
final class AclUsers {
    private static final CommandException BAD_NAME =
            new CommandException("ERR Usernames can't contain spaces or null characters");
    private static final CommandException DEFAULT_STAYS =
            new CommandException("ERR The 'default' user cannot be removed");
    private static final CommandException NO_FILE = new CommandException("ERR This Redis instance is not configured to"
            + " use an ACL file. You may want to specify users via the ACL SETUSER command and then issue a CONFIG"
            + " REWRITE (assuming you have a Redis configuration file set) in order to store users in the Redis"
            + " configuration.");
    private static final CommandException NOT_SAVED = new CommandException(
            "ERR There was an error trying to save the ACLs. Please check the server logs for more information");

    private AclUsers() {}

    static Reply set(Call call) {
        String name = call.text(2);
        if (Users.hasSpaces(name)) {
            throw BAD_NAME;
        }
        List<String> rules = new ArrayList<>();
        for (int i = 3; i < call.argc(); i++) {
            rules.add(call.text(i));
        }
        try {
            call.engine().access().set(name, rules);
        } catch (IllegalArgumentException wrong) {
            throw new CommandException(Errors.oneLine("ERR " + wrong.getMessage()));
        }
        return Reply.OK;
    }

    static Reply delete(Call call) {
        for (int i = 2; i < call.argc(); i++) {
            if (call.text(i).equals(Users.DEFAULT)) {
                throw DEFAULT_STAYS;
            }
        }
        List<User> gone = new ArrayList<>();
        for (int i = 2; i < call.argc(); i++) {
            User user = call.engine().access().users().remove(call.text(i));
            if (user != null) {
                gone.add(user);
            }
        }
        call.engine().access().disconnect(gone, call.session());
        return Reply.of(gone.size());
    }

    static Reply get(Call call) {
        User user = call.engine().access().users().find(call.text(2));
        if (user == null) {
            return Reply.NULL;
        }
        List<Reply> fields = new ArrayList<>();
        fields.add(Reply.bulk("flags"));
        fields.add(new Reply.SetOf(bulks(user.flags())));
        fields.add(Reply.bulk("passwords"));
        fields.add(Reply.array(bulks(user.passwords())));
        add(user.rootRules(), fields);
        fields.add(Reply.bulk("selectors"));
        List<Reply> selectors = new ArrayList<>();
        for (User.Rules rules : user.selectorRules()) {
            List<Reply> selector = new ArrayList<>();
            add(rules, selector);
            selectors.add(new Reply.MapOf(selector));
        }
        fields.add(Reply.array(selectors));
        return new Reply.MapOf(fields);
    }

    private static void add(User.Rules rules, List<Reply> fields) {
        fields.add(Reply.bulk("commands"));
        fields.add(bulk(rules.commands()));
        fields.add(Reply.bulk("keys"));
        fields.add(bulk(rules.keys()));
        fields.add(Reply.bulk("channels"));
        fields.add(bulk(rules.channels()));
    }

    private static List<Reply> bulks(List<String> texts) {
        return texts.stream().map(AclUsers::bulk).toList();
    }

    static Reply bulk(String latin1) {
        return Reply.bulk(latin1.getBytes(ISO_8859_1));
    }

    static Reply list(Call call) {
        return Reply.array(bulks(call.engine().access().users().all().stream()
                .map(User::describe)
                .toList()));
    }

    static Reply names(Call call) {
        return Reply.array(bulks(
                call.engine().access().users().all().stream().map(User::name).toList()));
    }

    static Reply load(Call call) {
        requireFile(call);
        try {
            call.engine().access().load(call.session());
        } catch (IllegalArgumentException wrong) {
            throw new CommandException(Errors.oneLine("ERR " + wrong.getMessage()));
        }
        return Reply.OK;
    }

    static Reply save(Call call) {
        requireFile(call);
        try {
            call.engine().access().save();
        } catch (IOException failed) {
            throw NOT_SAVED;
        }
        return Reply.OK;
    }

    private static void requireFile(Call call) {
        if (call.config().value("aclfile").isEmpty()) {
            throw NO_FILE;
        }
    }
}
