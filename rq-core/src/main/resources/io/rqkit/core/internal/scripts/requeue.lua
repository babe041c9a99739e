-- Failed back to queued. ARGV 2 queue  3 job  4 '1' for the front  5 what exc_info becomes
-- Replies 'queued', 'unlisted', or 'missing'.

local queue, id = ARGV[2], ARGV[3]
if not call('ZSCORE', FAILED .. queue, id) then
  return 'unlisted'
end
local job = call('HMGET', JOB .. id, 'data', 'failure_ttl')
if not job[1] and call('EXISTS', JOB .. id) == 0 then
  return 'missing'
end
call('ZREM', FAILED .. queue, id)
call('HSET', JOB .. id, 'started_at', '', 'ended_at', '', 'exc_info', ARGV[5])
call('HDEL', JOB .. id, TIMES_LOST)
if job[2] then
  call('PERSIST', JOB .. id) -- a short life of the failure would end the job while it waits; RQ leaves it
end
enqueue(queue, id, ARGV[4] == '1')
return 'queued'
