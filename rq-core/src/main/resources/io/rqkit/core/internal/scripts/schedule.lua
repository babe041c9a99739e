-- One pass of a scheduler: takes the locks that are free, keeps its own, and moves due jobs into their queues.
-- ARGV 2 name of the scheduler  3 host  4 process  5 date of its start  6 how many jobs a queue and pass
--      7 how long its locks last  8... the queues
-- Replies {number of jobs that were moved, whether there may be more, the queues that it owns...}.

local name, batch, lifetime = ARGV[2], tonumber(ARGV[6]), ARGV[7]
-- RQ lists a job before it writes its hash, so an entry without hash is young until this has passed
local YOUNG = 10

local function owns(queue)
  local lock = SCHEDULER_LOCK .. queue
  local owner = call('GET', lock)
  if owner and owner ~= name then
    return false
  end
  call('SET', lock, name, 'EX', lifetime)
  return true
end

local function move(queue)
  local moved = 0
  local due = call('ZRANGEBYSCORE', SCHEDULED .. queue, 0, s, 'WITHSCORES', 'LIMIT', 0, batch)
  for i = 1, #due, 2 do
    local id = due[i]
    local job = call('HMGET', JOB .. id, 'status', 'enqueue_at_front', 'enqueue_at_front_on_retry', 'started_at')
    if job[1] or tonumber(due[i + 1]) < s - YOUNG then
      call('ZREM', SCHEDULED .. queue, id)
    end
    if job[1] == 'scheduled' then -- otherwise it went another way since
      local is_retry = job[4] and job[4] ~= ''
      enqueue(queue, id, job[2] == '1' or (is_retry and job[3] == '1'))
      moved = moved + 1
    end
  end
  return moved, #due == 2 * batch
end

local reply = {0, 0}
for i = 8, #ARGV do
  local queue = ARGV[i]
  if owns(queue) then
    local moved, is_full = move(queue)
    reply[1] = reply[1] + moved
    reply[2] = (is_full and moved > 0) and 1 or reply[2]
    reply[#reply + 1] = queue
  end
end

call('HSET', SCHEDULER .. name, 'name', name, 'hostname', ARGV[3], 'pid', ARGV[4], 'queues',
  table.concat(reply, ',', 3), 'created_at', ARGV[5], 'last_heartbeat', date)
call('EXPIRE', SCHEDULER .. name, lifetime)
return reply
