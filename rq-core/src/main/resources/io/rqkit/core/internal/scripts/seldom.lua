-- What a step does in other cases than the common one.

local function ended_run()
  return {id = ARGV[6], queue = ARGV[7], execution = ARGV[8], started = ARGV[9], worker = ARGV[2]}
end

-- The run was not listed any more: was it taken away, or was this its end, sent before?
local function told_before()
  local last = call('XREVRANGE', RESULTS .. ARGV[6], '+', '-', 'COUNT', 1)[1]
  if last then
    for i = 1, #last[2], 2 do
      if last[2][i] == 'execution_id' and last[2][i + 1] == ARGV[8] then
        return true
      end
    end
  end
  return false
end

-- Any end but the common one, of a job with that status.
local function ended(how, status, slot)
  local run, payload = ended_run(), ARGV[10]
  if status ~= 'started' then
    -- canceled while it ran, or enqueued anew under its id: the outcome is kept, the state is not this run's to change
    if status == 'canceled' then
      give_slot_back(run.id, slot)
      if how ~= 'lost' then
        add_result(run, how == 'finished' and '1' or '2', how == 'finished' and 'return_value' or 'exc_string', payload, true)
      end
    end
    return status
  elseif how == 'finished' then
    return finish(run, payload, ARGV[11])
  elseif how == 'failed' then
    call('HSET', JOB .. run.id, 'ended_at', date, 'last_heartbeat', date)
    return fail(run, payload, ARGV[11], true)
  elseif how == 'killed' then
    call('HSET', JOB .. run.id, 'ended_at', date, 'last_heartbeat', '', 'worker_name', '')
    return fail(run, payload, ARGV[11], true)
  elseif how == 'retry' then
    return try_again(run, payload, ARGV[11], ARGV[12])
  elseif how == 'stopped' then
    return stop(run, payload)
  end
  return lose(run, payload, ARGV[11])
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
local function may_start(id, fields, status)
  if #fields == 0 or status == 'canceled' or status == 'finished' or status == 'failed' or status == 'stopped' then
    return false
  elseif status == 'started' then
    return not runs(id, '')
  elseif status == 'scheduled' or status == 'deferred' then
    local registry = status == 'scheduled' and SCHEDULED or DEFERRED
    return not call('ZSCORE', registry .. (value(fields, 'origin') or ''), id)
  end
  return true
end

-- The reply that was lost told of a job: the worker's record names it, and the execution is the one asked for.
local function started_before(execution)
  local id = call('HGET', WORKER .. ARGV[2], 'current_job')
  local started = id and call('HGET', EXECUTION .. id .. ':' .. execution, 'created_at')
  if not started then
    return nil
  end
  local fields = call('HGETALL', JOB .. id)
  if #fields == 0 then
    return nil
  end
  return value(fields, 'origin') or '', started, id, fields
end
