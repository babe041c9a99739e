-- Takes every trace of a job away, its results too, which RQ forgets. ARGV 2 job  3 its queue as the caller knows it

local id = ARGV[2]
local job = call('HMGET', JOB .. id, 'origin', 'group_id', 'rate_limit_key')
local queue = job[1] or ARGV[3]
call('LREM', QUEUE .. queue, 0, id)
for _, registry in ipairs({FINISHED, FAILED, DEFERRED, SCHEDULED, CANCELED, WIP}) do
  call('ZREM', registry .. queue, id)
end
for _, execution in ipairs(call('ZRANGE', EXECUTIONS .. id, 0, -1)) do
  forget({id = id, queue = queue, execution = execution})
end
if job[2] and job[2] ~= '' then
  call('SREM', GROUP .. job[2], id)
end
call('DEL', EXECUTIONS .. id)
delete(id)
give_slot_back(id, job[3])
