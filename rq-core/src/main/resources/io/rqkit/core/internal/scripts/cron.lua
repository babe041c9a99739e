-- A cron process says that it lives, and asks whether it leads. ARGV 2 its name  3 its group  4 how long the lead lasts
--      5 how long its record lasts  6... fields and values of its record
-- Replies {now, '1' when it leads, names of the group's jobs and when each came last...}.

local name, group = ARGV[2], ARGV[3]
local lead = CRON_LEADER .. group
local leader = call('GET', lead)
if not leader or leader == name then
  call('SET', lead, name, 'EX', ARGV[4])
  leader = name
end
call('HSET', CRON_SCHEDULER .. name, unpack(ARGV, 6))
call('EXPIRE', CRON_SCHEDULER .. name, ARGV[5])
call('ZADD', CRON_SCHEDULERS, string.format('%.6f', s + us / 1000000), name)
call('ZREMRANGEBYSCORE', CRON_SCHEDULERS, '-inf', '(' .. s - ARGV[5])
return {float_of(s, us), leader == name and '1' or '0', unpack(call('HGETALL', CRON_STATE .. group))}
