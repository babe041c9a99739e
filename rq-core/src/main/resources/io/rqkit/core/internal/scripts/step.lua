-- Ends a run, starts the next one, or both. Everything a worker does for a job in one step, so that wherever it dies
-- a job is either queued, listed as running, or ended. It is run once for each job, and therefore written for speed: the
-- common case in a row, without a function, in as few calls as can be.
--
-- ARGV 2 worker  3 what to start: execution id or empty  4 '1' when sent again, the reply having been lost
--        '2' for an end that was told before, perhaps to a master that took it along: the worker does something else by now
--      5 how the run ended, or empty  6 job  7 queue  8 execution  9 started  10 payload  11, 12 what the end needs
--      13 number of queues, then the queues, most urgent first
-- Replies {what became of the job that ended, queue, started, job's id, {fields of the job that starts}}; without a job that
-- starts the second is 'idle', 'suspended', 'more' (nothing but ghosts so far), or empty when none was asked for.

local argv = ARGV
local worker = argv[2]
local worker_key = WORKER .. worker
-- The time as Python prints the float.
local now = string.format('%d.%06d', s, us)
if us % 10 == 0 then
  now = string.gsub(now, '0+$', '')
  if us == 0 then
    now = now .. '0'
  end
end

local outcome, how = '', argv[5]
-- What the worker's record is to count, written with what else changes in it; and whether nobody suspended the workers.
local succeeded, worked, unsuspended
if how ~= '' then
  local id, queue, execution = argv[6], argv[7], argv[8]
  local key, member = JOB .. id, id .. ':' .. execution
  local was_listed = call('ZREM', WIP .. queue, member) == 1
  call('DEL', EXECUTION .. member)
  call('ZREM', EXECUTIONS .. id, execution)
  unsuspended = call('EXISTS', SUSPENDED, key .. DEPENDENTS) == 0
  local job = was_listed
    and call('HMGET', key, 'status', 'result_ttl', 'repeats_left', 'rate_limit_key', 'dependency_ids')
  if not was_listed then
    outcome = library().told_before() and 'told' or 'gone'
  elseif not job[1] then
    outcome = 'gone'
  else
    local time = (s - tonumber(argv[9])) + us / 1000000
    local ttl = how == 'finished' and (tonumber(job[2] or '') or tonumber(argv[11]))
    -- the common end: well, once and for all, and nobody waits for it
    if ttl and ttl ~= 0 and job[1] == 'started' and argv[4] == '' and not job[3] and (not job[4] or job[4] == '')
      and (unsuspended or call('EXISTS', key .. DEPENDENTS) == 0) then
      local stream = RESULTS .. id
      call('HSET', key, 'status', 'finished', 'ended_at', date, 'last_heartbeat', date)
      if ttl > 0 then
        call('EXPIRE', key, ttl)
      end
      if argv[10] == '' then
        call('XADD', stream, 'MAXLEN', '~', '10', '*', 'type', '1', 'worker_name', worker, 'execution_id', execution,
          'execution_started_at', argv[9], 'execution_ended_at', now)
      else
        call('XADD', stream, 'MAXLEN', '~', '10', '*', 'type', '1', 'worker_name', worker, 'return_value', argv[10],
          'execution_id', execution, 'execution_started_at', argv[9], 'execution_ended_at', now)
      end
      if ttl < 0 then
        call('PERSIST', stream)
        call('ZADD', FINISHED .. queue, '+inf', id)
      else
        call('EXPIRE', stream, ttl)
        if job[5] then
          call('EXPIRE', DEPENDENCIES_OF .. id .. DEPENDENCIES, ttl)
        end
        call('ZADD', FINISHED .. queue, s + ttl, id)
      end
      local counted = call('HMGET', worker_key, 'successful_job_count', 'total_working_time')
      succeeded = (tonumber(counted[1] or '') or 0) + 1
      worked = string.format('%.6f', (tonumber(counted[2] or '') or 0) + (time > 0 and time or 0))
      outcome = 'finished'
    else
      if how ~= 'lost' then
        call('HINCRBY', worker_key, how == 'finished' and 'successful_job_count' or 'failed_job_count', 1)
        if how ~= 'stopped' then
          call('HINCRBYFLOAT', worker_key, 'total_working_time', string.format('%.6f', time > 0 and time or 0))
        end
      end
      outcome = library().ended(how, job[1], job[4])
    end
  end
end

local execution, state = argv[3], ''
if execution ~= '' then
  if argv[4] == '1' then
    local queue, started, id, fields = library().started_before(execution)
    if queue then
      return {outcome, queue, started, id, fields}
    end
  end
  state = (unsuspended or call('EXISTS', SUSPENDED) == 0) and 'idle' or 'suspended'
  for i = 14, state == 'idle' and 13 + tonumber(argv[13]) or 0 do
    local queue, id = argv[i], nil
    for _ = 1, 1000 do
      id = call('LPOP', QUEUE .. queue)
      if not id then
        break
      end
      local key = JOB .. id
      local fields = call('HGETALL', key)
      local status, timeout
      for j = 1, #fields, 2 do
        local name = fields[j]
        if name == 'status' then
          status = fields[j + 1]
          if timeout then
            break
          end
        elseif name == 'timeout' then
          timeout = fields[j + 1]
          if status then
            break
          end
        end
      end
      if status == 'queued' or library().may_start(id, fields, status) then
        timeout = tonumber(timeout or '') or 180
        local beat = (timeout < 0 or timeout > INTERVAL) and INTERVAL + GRACE or timeout + GRACE
        local member = id .. ':' .. execution
        local execution_key, executions = EXECUTION .. member, EXECUTIONS .. id
        call('PERSIST', key)
        call('HSET', key, 'status', 'started', 'started_at', date, 'last_heartbeat', date, 'worker_name', worker, 'origin', queue)
        call('HSET', execution_key, 'id', execution, 'created_at', now, 'last_heartbeat', now)
        call('EXPIRE', execution_key, beat)
        call('ZADD', executions, s + beat + GRACE, execution)
        call('EXPIRE', executions, beat + GRACE)
        call('ZADD', WIP .. queue, s + beat, member)
        if worked then
          call('HSET', worker_key, 'state', 'busy', 'current_job', id, 'current_job_working_time', '0', 'last_heartbeat', date,
            'successful_job_count', succeeded, 'total_working_time', worked)
        else
          call('HSET', worker_key, 'state', 'busy', 'current_job', id, 'current_job_working_time', '0', 'last_heartbeat', date)
        end
        call('EXPIRE', worker_key, beat)
        return {outcome, queue, now, id, fields}
      end
    end
    if id and call('EXISTS', QUEUE .. queue) == 1 then
      state = 'more'
      break
    end
  end
end

if worked then
  call('HSET', worker_key, 'successful_job_count', succeeded, 'total_working_time', worked)
end
if argv[4] ~= '2' then
  call('HDEL', worker_key, 'current_job')
  call('HSET', worker_key, 'state', state == 'suspended' and 'suspended' or 'idle', 'last_heartbeat', date)
  call('EXPIRE', worker_key, WORKER_TTL)
end
return {outcome, state}
