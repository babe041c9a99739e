-- Ends a run, starts the next one, or both. Everything a worker does for a job in one step, so that wherever it dies
-- a job is either queued, listed as running, or ended.
--
-- ARGV 2 worker  3 what to start: execution id or empty  4 '1' when sent again, the reply having been lost
--        '2' for an end that was told before, perhaps to a master that took it along: the worker does something else by now
--      5 how the run ended, or empty  6 job  7 queue  8 execution  9 started  10 payload  11, 12 what the end needs
--      13 number of queues, then the queues, most urgent first
-- Replies {what became of the job that ended, queue, started, job's id, fields of the job that starts...}; without a job that
-- starts the second is 'idle', 'suspended', 'more' (nothing but ghosts so far), or empty when none was asked for.

local worker = ARGV[2]
local worker_key = WORKER .. worker
-- The time as Python prints the float.
local now = string.gsub(string.format('%d.%06d', s, us), '0+$', '')
if string.sub(now, -1) == '.' then
  now = now .. '0'
end

-- The run was not listed any more: was it taken away, or was this its end, sent before?
local function told_before(run)
  local last = call('XREVRANGE', RESULTS .. run.id, '+', '-', 'COUNT', 1)[1]
  if last then
    for i = 1, #last[2], 2 do
      if last[2][i] == 'execution_id' and last[2][i + 1] == run.execution then
        return true
      end
    end
  end
  return false
end

-- The common end in as few calls as can be: well, once and for all, and nobody waits for it.
local function finish_simply(run, job, payload)
  local id, ttl = run.id, tonumber(job[2] or '') or tonumber(ARGV[11])
  if ttl == 0 or job[3] or (job[4] and job[4] ~= '') or call('EXISTS', JOB .. id .. DEPENDENTS) == 1 then
    return nil
  end
  local stream = RESULTS .. id
  call('HSET', JOB .. id, 'status', 'finished', 'ended_at', date, 'last_heartbeat', date)
  if payload == '' then
    call('XADD', stream, 'MAXLEN', '~', '10', '*', 'type', '1', 'worker_name', worker, 'execution_id', run.execution,
      'execution_started_at', run.started, 'execution_ended_at', now)
  else
    call('XADD', stream, 'MAXLEN', '~', '10', '*', 'type', '1', 'worker_name', worker, 'return_value', payload,
      'execution_id', run.execution, 'execution_started_at', run.started, 'execution_ended_at', now)
  end
  if ttl < 0 then
    call('PERSIST', stream)
    call('ZADD', FINISHED .. run.queue, '+inf', id)
    return 'finished'
  end
  call('EXPIRE', stream, ttl)
  call('EXPIRE', JOB .. id, ttl)
  if job[5] then
    call('EXPIRE', DEPENDENCIES_OF .. id .. DEPENDENCIES, ttl)
  end
  call('ZADD', FINISHED .. run.queue, s + ttl, id)
  return 'finished'
end

local function ended_otherwise(run, job, how, payload)
  local lib = library()
  local status = job[1]
  if status ~= 'started' then
    -- canceled while it ran, or enqueued anew under its id: the outcome is kept, the state is not this run's to change
    if status == 'canceled' then
      lib.give_slot_back(run.id, job[4])
      if how ~= 'lost' then
        lib.add_result(run, how == 'finished' and '1' or '2', how == 'finished' and 'return_value' or 'exc_string', payload, true)
      end
    end
    return status
  elseif how == 'finished' then
    return lib.finish(run, payload, ARGV[11])
  elseif how == 'failed' then
    call('HSET', JOB .. run.id, 'ended_at', date, 'last_heartbeat', date)
    return lib.fail(run, payload, ARGV[11], true)
  elseif how == 'killed' then
    call('HSET', JOB .. run.id, 'ended_at', date, 'last_heartbeat', '', 'worker_name', '')
    return lib.fail(run, payload, ARGV[11], true)
  elseif how == 'retry' then
    return lib.try_again(run, payload, ARGV[11], ARGV[12])
  elseif how == 'stopped' then
    return lib.stop(run, payload)
  end
  return lib.lose(run, payload, ARGV[11])
end

local function count(run, how)
  if how == 'lost' then
    return
  end
  call('HINCRBY', worker_key, how == 'finished' and 'successful_job_count' or 'failed_job_count', 1)
  if how ~= 'stopped' then
    local time = (s - tonumber(run.started)) + us / 1000000
    call('HINCRBYFLOAT', worker_key, 'total_working_time', string.format('%.6f', math.max(time, 0)))
  end
end

local function ended(how)
  local run = {id = ARGV[6], queue = ARGV[7], execution = ARGV[8], started = ARGV[9], worker = worker}
  local member = run.id .. ':' .. run.execution
  local was_listed = call('ZREM', WIP .. run.queue, member) == 1
  call('DEL', EXECUTION .. member)
  call('ZREM', EXECUTIONS .. run.id, run.execution)
  if not was_listed then
    return told_before(run) and 'told' or 'gone'
  end
  local job = call('HMGET', JOB .. run.id, 'status', 'result_ttl', 'repeats_left', 'rate_limit_key', 'dependency_ids')
  if not job[1] then
    return 'gone'
  end
  count(run, how)
  return how == 'finished' and job[1] == 'started' and finish_simply(run, job, ARGV[10])
    or ended_otherwise(run, job, how, ARGV[10])
end

local function value(fields, name)
  for i = 1, #fields, 2 do
    if fields[i] == name then
      return fields[i + 1]
    end
  end
  return nil
end

-- An id in a queue is not yet a job to run: the job may be gone, over, running, or waiting elsewhere.
local function may_start(id, fields)
  if #fields == 0 then
    return false
  end
  local status = value(fields, 'status')
  if status == 'queued' then
    return true
  elseif status == 'canceled' or status == 'finished' or status == 'failed' or status == 'stopped' then
    return false
  elseif status == 'started' then
    return not library().runs(id, '')
  elseif status == 'scheduled' or status == 'deferred' then
    local registry = status == 'scheduled' and SCHEDULED or DEFERRED
    return not call('ZSCORE', registry .. (value(fields, 'origin') or ''), id)
  end
  return true
end

local function start(queue, id, fields, execution)
  local timeout = tonumber(value(fields, 'timeout') or '') or 180
  local beat = (timeout < 0 and INTERVAL or math.min(timeout, INTERVAL)) + GRACE
  local member = id .. ':' .. execution
  local key = EXECUTION .. member
  call('HSET', key, 'id', execution, 'created_at', now, 'last_heartbeat', now)
  call('EXPIRE', key, beat)
  call('ZADD', EXECUTIONS .. id, s + beat + GRACE, execution)
  call('EXPIRE', EXECUTIONS .. id, beat + GRACE)
  call('ZADD', WIP .. queue, s + beat, member)
  call('HSET', worker_key, 'state', 'busy', 'current_job', id, 'current_job_working_time', '0', 'last_heartbeat', date)
  call('EXPIRE', worker_key, beat)
  call('HSET', JOB .. id, 'status', 'started', 'started_at', date, 'last_heartbeat', date, 'worker_name', worker, 'origin', queue)
  call('PERSIST', JOB .. id)
  return {queue, now, id, unpack(fields)}
end

-- The reply that was lost told of a job: the worker's record names it, and the execution is the one asked for.
local function started_before(execution)
  local id = call('HGET', worker_key, 'current_job')
  local started = id and call('HGET', EXECUTION .. id .. ':' .. execution, 'created_at')
  if not started then
    return nil
  end
  local fields = call('HGETALL', JOB .. id)
  return #fields > 0 and {value(fields, 'origin') or '', started, id, unpack(fields)} or nil
end

local function next_job(execution)
  if ARGV[4] == '1' then
    local before = started_before(execution)
    if before then
      return before
    end
  end
  if call('EXISTS', SUSPENDED) == 1 then
    return {'suspended'}
  end
  for i = 14, 13 + tonumber(ARGV[13]) do
    for _ = 1, 1000 do
      local id = call('LPOP', QUEUE .. ARGV[i])
      if not id then
        break
      end
      local fields = call('HGETALL', JOB .. id)
      if may_start(id, fields) then
        return start(ARGV[i], id, fields, execution)
      end
    end
    if call('EXISTS', QUEUE .. ARGV[i]) == 1 then
      return {'more'}
    end
  end
  return {'idle'}
end

local outcome = ARGV[5] == '' and '' or ended(ARGV[5])
local next = ARGV[3] == '' and {''} or next_job(ARGV[3])
if not next[2] and ARGV[4] ~= '2' then
  call('HDEL', worker_key, 'current_job')
  call('HSET', worker_key, 'state', next[1] == 'suspended' and 'suspended' or 'idle', 'last_heartbeat', date)
  call('EXPIRE', worker_key, WORKER_TTL)
end
return {outcome, unpack(next)}
