-- Enqueues a cron job for one of its times, if the caller leads and nobody did before. ARGV 2 the caller's name  3 group
--      4 the cron job's name  5 when it came last, as far as the caller knows, or ''  6 this time  7... the job, or nothing
-- Replies 1, or 0 when the caller was too late.

local state, cron_job = CRON_STATE .. ARGV[3], ARGV[4]
if call('GET', CRON_LEADER .. ARGV[3]) ~= ARGV[2] or (call('HGET', state, cron_job) or '') ~= ARGV[5] then
  return 0
end
call('HSET', state, cron_job, ARGV[6])
local jobs = jobs_from(7)
if not duplicate_of(jobs) then
  for _, job in ipairs(jobs) do
    add(job)
  end
end
return 1
