-- Anything but canceled to canceled. ARGV 2 job  3 '1' to let its dependents go
-- Replies the status it had, or 'missing'.

local id = ARGV[2]
local job = call('HMGET', JOB .. id, 'status', 'origin', 'rate_limit_key')
if call('EXISTS', JOB .. id) == 0 then
  return 'missing'
end
local status, queue = job[1] or '', job[2] or ''
if status == 'canceled' then
  return status
end
local LISTED = {scheduled = SCHEDULED, deferred = DEFERRED, finished = FINISHED, failed = FAILED, stopped = FAILED}
call('HSET', JOB .. id, 'status', 'canceled')
call('LREM', QUEUE .. queue, 0, id)
if LISTED[status] then
  call('ZREM', LISTED[status] .. queue, id)
end
call('ZADD', CANCELED .. queue, s, id)
if status ~= 'started' then
  give_slot_back(id, job[3]) -- a run goes on, and gives it back when it ends
end
if ARGV[3] == '1' then
  release_dependents(id, 'canceled')
end
return status
