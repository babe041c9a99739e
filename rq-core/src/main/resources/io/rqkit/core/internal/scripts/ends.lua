-- The ways a run may end. A run is a table: id, queue, execution, started (float seconds), worker.

local function add_result(run, kind, field, payload, ended)
  local entry = {'XADD', RESULTS .. run.id, 'MAXLEN', '~', '10', '*', 'type', kind, 'worker_name', run.worker}
  if payload and payload ~= '' then
    entry[#entry + 1] = field
    entry[#entry + 1] = payload
  end
  if run.execution then
    entry[#entry + 1] = 'execution_id'
    entry[#entry + 1] = run.execution
    entry[#entry + 1] = 'execution_started_at'
    entry[#entry + 1] = run.started
    if ended then
      entry[#entry + 1] = 'execution_ended_at'
      entry[#entry + 1] = float_of(s, us)
    end
  end
  call(unpack(entry))
end

local function keep_result(id, ttl)
  if ttl < 0 then
    call('PERSIST', RESULTS .. id)
  else
    call('EXPIRE', RESULTS .. id, ttl)
  end
end

-- Runs a job again, at once or after a pause in seconds.
local function again(run, pause, front, slot)
  if pause > 0 then
    call('SADD', QUEUES, QUEUE .. run.queue)
    call('HSET', JOB .. run.id, 'status', 'scheduled')
    call('ZADD', SCHEDULED .. run.queue, s + pause, run.id)
    give_slot_back(run.id, slot)
    return 'scheduled'
  end
  call('HSET', JOB .. run.id, 'status', 'queued', 'origin', run.queue, 'enqueued_at', date)
  push(run.queue, run.id, front)
  return 'queued'
end

local function fail_for_good(run, status, kind, field, payload, own_ttl, slot, ended)
  local ttl = tonumber(own_ttl or '') or YEAR
  call('HSET', JOB .. run.id, 'status', status)
  if status == 'failed' then
    release_dependents(run.id, 'failed')
  end
  if ttl == 0 then
    delete(run.id)
  else
    add_result(run, kind, field, payload, ended)
    if ttl > 0 then
      expire(run.id, ttl)
      call('EXPIRE', RESULTS .. run.id, ttl)
    end
  end
  call('ZADD', FAILED .. run.queue, ttl < 0 and -1 or s + ttl, run.id)
  give_slot_back(run.id, slot)
  return status
end

-- After an error: the next try, or the end. The rule is 'no' for an end at once, a pause that was chosen, or empty
-- for the pause that the job names: with fewer pauses than tries the first is used several times.
local function fail(run, payload, rule, ended)
  local job = call('HMGET', JOB .. run.id, 'retries_left', 'retry_intervals', 'enqueue_at_front_on_retry', 'failure_ttl', 'rate_limit_key')
  local left = tonumber(job[1] or '') or 0
  if left <= 0 or rule == 'no' then
    return fail_for_good(run, 'failed', '2', 'exc_string', payload, job[4], job[5], ended)
  end
  call('HSET', JOB .. run.id, 'retries_left', left - 1)
  local pauses = numbers(job[2])
  local pause = tonumber(rule) or pauses[math.max(#pauses - left, 0) + 1] or 0
  return again(run, pause, job[3] == '1', job[5])
end

local function finish(run, payload, default_ttl)
  local id = run.id
  local job = call('HMGET', JOB .. id, 'result_ttl', 'repeats_left', 'repeat_intervals', 'rate_limit_key')
  local ttl = tonumber(job[1] or '') or tonumber(default_ttl)
  if ttl ~= 0 then
    call('HSET', JOB .. id, 'status', 'finished', 'ended_at', date, 'last_heartbeat', date)
    add_result(run, '1', 'return_value', payload, true)
    keep_result(id, ttl)
    call('ZADD', FINISHED .. run.queue, ttl < 0 and '+inf' or s + ttl, id)
  end
  release_dependents(id, 'finished')
  local left = tonumber(job[2] or '') or 0
  if left > 0 then
    local pauses = numbers(job[3])
    call('HSET', JOB .. id, 'repeats_left', left - 1)
    return again(run, pauses[math.max(math.min(left, #pauses), 1)] or 0, false, job[4])
  end
  if ttl == 0 then
    delete(id)
  elseif ttl > 0 then
    expire(id, ttl)
  end
  give_slot_back(id, job[4])
  return 'finished'
end

-- The job asked for another try by what it returned; the last of its pauses goes on.
local function try_again(run, payload, max, pauses)
  local job = call('HMGET', JOB .. run.id, 'number_of_retries', 'failure_ttl', 'rate_limit_key')
  local count = tonumber(job[1] or '') or 0
  call('HSET', JOB .. run.id, 'ended_at', date, 'last_heartbeat', date)
  if count >= tonumber(max) then
    return fail_for_good(run, 'failed', '5', 'return_value', payload, job[2], job[3], true)
  end
  call('HSET', JOB .. run.id, 'number_of_retries', count + 1)
  add_result(run, '4', 'return_value', payload, true)
  local list = numbers(pauses)
  return again(run, list[math.min(count + 1, #list)] or 0, false, job[3])
end

-- The job stopped at a user's wish: no retry, and its dependents stay.
local function stop(run, payload)
  local job = call('HMGET', JOB .. run.id, 'failure_ttl', 'rate_limit_key')
  call('HSET', JOB .. run.id, 'ended_at', '', 'last_heartbeat', '', 'worker_name', '')
  return fail_for_good(run, 'stopped', '2', 'exc_string', payload, job[1], job[2], false)
end

-- Nobody runs the job any more, and nobody knows how far it came: it goes back to the front of its queue, so often,
-- and then it fails like any other.
local function lose(run, payload, limit)
  if call('HINCRBY', JOB .. run.id, TIMES_LOST, 1) <= tonumber(limit) then
    call('HSET', JOB .. run.id, 'status', 'queued', 'worker_name', '')
    push(run.queue, run.id, true)
    return 'queued'
  end
  return fail(run, payload, '', false)
end

-- Takes the traces of a run away; returns whether it was listed.
local function forget(run)
  local member = run.id .. ':' .. run.execution
  local was_listed = call('ZREM', WIP .. run.queue, member) == 1
  call('DEL', EXECUTION .. member)
  call('ZREM', EXECUTIONS .. run.id, run.execution)
  return was_listed
end
