package io.rqkit.fakeredis.internal.command.bitmap;

import static io.rqkit.fakeredis.internal.command.CommandSpec.of;
import static io.rqkit.fakeredis.internal.command.KeySpec.at;
import static io.rqkit.fakeredis.internal.command.KeySpec.range;

import io.rqkit.fakeredis.internal.command.Category;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Flag;
import io.rqkit.fakeredis.internal.command.Group;
import io.rqkit.fakeredis.internal.command.KeySpec.Access;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Command;
import io.rqkit.fakeredis.internal.resp.Reply;

/** Bits of strings. Follows <a href="https://redis.io/commands/?group=bitmap">the group</a> and bitops.c. */
public enum BitmapCommand implements Command {
    BITCOUNT(of("bitcount", -2, Group.BITMAP, "2.6.0")
            .flags(Flag.READONLY)
            .categories(Category.BITMAP)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    BITFIELD(of("bitfield", -2, Group.BITMAP, "3.2.0")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .categories(Category.BITMAP)
            .keys(
                    "This command allows both access and modification of the key",
                    at(1),
                    range(0, 1, 0),
                    Access.RW,
                    Access.ACCESS,
                    Access.UPDATE,
                    Access.VARIABLE_FLAGS)),
    BITFIELD_RO(of("bitfield_ro", -2, Group.BITMAP, "6.0.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.BITMAP)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    BITOP(of("bitop", -4, Group.BITMAP, "2.6.0")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .categories(Category.BITMAP)
            .keys(at(2), range(0, 1, 0), Access.OW, Access.UPDATE)
            .keys(at(3), range(-1, 1, 0), Access.RO, Access.ACCESS)
            .legacyRange(2, -1, 1)),
    BITPOS(of("bitpos", -3, Group.BITMAP, "2.8.7")
            .flags(Flag.READONLY)
            .categories(Category.BITMAP)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    GETBIT(of("getbit", 3, Group.BITMAP, "2.2.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.BITMAP)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    SETBIT(of("setbit", 4, Group.BITMAP, "2.2.0")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .categories(Category.BITMAP)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.ACCESS, Access.UPDATE));

    private final CommandSpec spec;

    BitmapCommand(CommandSpec spec) {
        this.spec = spec;
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Reply run(Call call) {
        return switch (this) {
            case BITCOUNT -> Scanning.bitCount(call);
            case BITFIELD -> BitFields.bitField(call);
            case BITFIELD_RO -> BitFields.bitFieldRo(call);
            case BITOP -> Combining.bitOp(call);
            case BITPOS -> Scanning.bitPos(call);
            case GETBIT -> Bits.getBit(call);
            case SETBIT -> Bits.setBit(call);
        };
    }
}
