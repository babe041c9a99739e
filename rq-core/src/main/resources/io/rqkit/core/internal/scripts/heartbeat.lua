-- Says that a run and its worker live. ARGV 2 worker  3 job or empty  4 queue  5 execution  6 started  7 timeout
-- Replies {1 when the worker's record stands, 1 when the run is still this worker's}.

local worker_key = WORKER .. ARGV[2]
local stands = call('HEXISTS', worker_key, 'birth')

if ARGV[3] == '' then
  if stands == 1 then
    call('HSET', worker_key, 'last_heartbeat', date)
    call('EXPIRE', worker_key, WORKER_TTL)
  end
  return {stands, 1}
end

local id, queue, execution = ARGV[3], ARGV[4], ARGV[5]
local timeout = tonumber(ARGV[7])
local left = timeout < 0 and INTERVAL or math.max(0, timeout - (s - math.floor(tonumber(ARGV[6]))))
local beat = math.min(left, INTERVAL) + GRACE

if not call('ZSCORE', WIP .. queue, id .. ':' .. execution) then
  return {stands, 0}
end
call('HSET', worker_key, 'state', 'busy', 'current_job', id, 'last_heartbeat', date)
call('EXPIRE', worker_key, beat)
local key = EXECUTION .. id .. ':' .. execution
call('HSET', key, 'id', execution, 'created_at', ARGV[6], 'last_heartbeat', float_of(s, us))
call('EXPIRE', key, beat)
call('ZADD', EXECUTIONS .. id, s + beat + GRACE, execution)
call('EXPIRE', EXECUTIONS .. id, beat + GRACE)
call('ZADD', WIP .. queue, s + beat, id .. ':' .. execution)
if call('EXISTS', JOB .. id) == 1 then
  call('HSET', JOB .. id, 'last_heartbeat', date)
end
return {stands, 1}
