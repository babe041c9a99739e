/** Scripts and functions: the commands of the group "scripting". */
@NullMarked
package io.rqkit.fakeredis.internal.command.script;

import org.jspecify.annotations.NullMarked;
