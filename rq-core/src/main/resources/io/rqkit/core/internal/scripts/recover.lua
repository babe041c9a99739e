-- Cleans one queue after workers that died. ARGV 2 queue  3 how often a lost job is put back  4 payload of the failure
--      5 how many entries to look at  6 cursor into the started registry
-- Replies {next cursor or 0, ids of the jobs that failed for good...}; cursor -1 when somebody else is at it.

local queue, limit, payload, batch, cursor = ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6])

if cursor == 0 then
  if call('EXISTS', CLEANING .. queue) == 1 then
    return {-1}
  end
  call('ZREMRANGEBYSCORE', FINISHED .. queue, 0, s)
  call('ZREMRANGEBYSCORE', FAILED .. queue, 0, s)
end

local failed = {}
local HOUR, STUCK, DAY = 3600, 60, 86400
local intermediate = QUEUE .. queue .. INTERMEDIATE

-- Alive is whose execution has not expired, whatever the score says: it was written by a clock that may be minutes off.
local function is_alive(id, execution, score)
  if execution == '' then
    return score > s
  end
  return score > s - HOUR and call('EXISTS', EXECUTION .. id .. ':' .. execution) == 1
end

local function judge(run)
  local status = call('HGET', JOB .. run.id, 'status')
  if run.execution then
    forget(run)
  end
  if not status or runs(run.id, run.execution or '') then
    return
  end
  local in_queue = call('LPOS', QUEUE .. queue, run.id)
  if status == 'started' then
    call('LREM', intermediate, 1, run.id)
    if in_queue then
      call('HSET', JOB .. run.id, 'status', 'queued') -- a second listing of it waits already
    elseif lose(run, payload, limit) == 'failed' then
      failed[#failed + 1] = run.id
    end
  elseif status == 'queued' and not in_queue then
    -- taken by a worker of RQ that died before it began
    call('LREM', intermediate, 1, run.id)
    push(queue, run.id, true)
  end
end

local members = call('ZRANGE', WIP .. queue, cursor, cursor + batch - 1, 'WITHSCORES')
local kept = 0
for i = 1, #members, 2 do
  local member = members[i]
  local colon = string.find(member, ':', 1, true)
  local id = colon and string.sub(member, 1, colon - 1) or member
  local execution = colon and string.sub(member, colon + 1) or ''
  if is_alive(id, execution, tonumber(members[i + 1])) then
    kept = kept + 1
  else
    call('ZREM', WIP .. queue, member)
    judge({id = id, queue = queue, execution = colon and execution or nil, started = '', worker = ''})
  end
end
if #members == 2 * batch then
  return {cursor + kept, unpack(failed)}
end

local running = {}
for _, member in ipairs(call('ZRANGE', WIP .. queue, 0, -1)) do
  running[string.match(member, '^[^:]*')] = true
end

-- Ids that a worker of RQ took and did not start. RQ fails them; putting them back loses nothing and runs nothing twice.
for _, id in ipairs(call('LRANGE', intermediate, 0, batch - 1)) do
  local seen_key = intermediate .. FIRST_SEEN .. id
  local status = call('HGET', JOB .. id, 'status')
  if not running[id] then
    local seen = status and call('GET', seen_key)
    if status and not seen then
      call('SET', seen_key, float_of(s, us), 'EX', DAY)
    elseif not status or tonumber(seen) + STUCK < s then
      call('LREM', intermediate, 1, id)
      call('DEL', seen_key)
      if status == 'queued' and not call('LPOS', QUEUE .. queue, id) then
        push(queue, id, true)
      elseif status == 'started' then
        judge({id = id, queue = queue, worker = ''})
      end
    end
  end
end

-- A worker that could not say goodbye leaves the lists once its hash has expired.
for _, key in ipairs(call('SMEMBERS', WORKERS_OF .. queue)) do
  if call('EXISTS', key) == 0 then
    call('SREM', WORKERS_OF .. queue, key)
    call('SREM', WORKERS, key)
  end
end
return {0, unpack(failed)}
