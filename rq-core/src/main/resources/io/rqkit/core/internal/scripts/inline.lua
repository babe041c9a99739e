-- Ends a job that its producer ran itself. ARGV 2 job  3 queue  4 how it ended: 'finished' or 'failed'  5 payload
--      6 the default result ttl, or the rule for retries  7 name of the worker
-- Replies what became of it, or 'gone'.

local run = {id = ARGV[2], queue = ARGV[3], worker = ARGV[7]}
if call('EXISTS', JOB .. run.id) == 0 then
  return 'gone'
end
call('HSET', JOB .. run.id, 'ended_at', date, 'last_heartbeat', date)
if ARGV[4] == 'finished' then
  return finish(run, ARGV[5], ARGV[6])
end
return fail(run, ARGV[5], ARGV[6], true)
