-- Created to queued, deferred, scheduled or held back, for any number of jobs, all or none. ARGV 2... the jobs
-- Replies the status of each, or 'duplicate' and the id that exists already.

local jobs = jobs_from(2)
local duplicate = duplicate_of(jobs)
if duplicate then
  return {'duplicate', duplicate}
end

local statuses = {}
for i, job in ipairs(jobs) do
  statuses[i] = add(job)
end
return statuses
