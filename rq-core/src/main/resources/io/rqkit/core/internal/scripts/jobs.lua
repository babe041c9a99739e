-- How jobs that are about to be enqueued are read from ARGV, and added. Each takes: id, queue, 'L' 'R' or 'N' (front,
-- back, nowhere), due or '', '1' when unique, ttl or '', group or '', '1' when failed parents count as met, number of
-- parents, the parents, number of fields and values, those.

local function jobs_from(at)
  local jobs = {}
  while at <= #ARGV do
    local job = {
      id = ARGV[at], queue = ARGV[at + 1], side = ARGV[at + 2], due = ARGV[at + 3], unique = ARGV[at + 4] == '1',
      ttl = ARGV[at + 5], group = ARGV[at + 6], allows_failure = ARGV[at + 7] == '1', parents = {},
    }
    at = at + 9
    for i = 1, tonumber(ARGV[at - 1]) do
      job.parents[i] = ARGV[at]
      at = at + 1
    end
    job.first, job.last = at + 1, at + tonumber(ARGV[at])
    at = job.last + 1
    jobs[#jobs + 1] = job
  end
  return jobs
end

-- A parent without hash counts as met. So does, unlike in RQ, one that failed before, where failure is allowed: nothing
-- would ever wake the job.
local function waits(job)
  for _, parent in ipairs(job.parents) do
    local status = call('HGET', JOB .. parent, 'status')
    if status and status ~= 'finished' and not (job.allows_failure and status == 'failed') then
      return true
    end
  end
  return false
end

local function add(job)
  local key = JOB .. job.id
  call('SADD', QUEUES, QUEUE .. job.queue)
  call('HSET', key, unpack(ARGV, job.first, job.last))
  if waits(job) then
    call('HSET', key, 'status', 'deferred')
    call('ZADD', DEFERRED .. job.queue, s, job.id)
    for _, parent in ipairs(job.parents) do
      call('SADD', JOB .. parent .. DEPENDENTS, job.id)
      call('SADD', DEPENDENCIES_OF .. job.id .. DEPENDENCIES, parent)
    end
  elseif job.due ~= '' then
    call('HSET', key, 'status', 'scheduled')
    call('ZADD', SCHEDULED .. job.queue, job.due, job.id)
  elseif job.side == 'N' then
    call('HSET', key, 'status', 'queued', 'enqueued_at', date)
  else
    enqueue(job.queue, job.id, job.side == 'L')
  end
  if job.ttl ~= '' then
    expire(job.id, job.ttl)
  end
  if job.group ~= '' then
    call('SADD', GROUP .. job.group, job.id)
    call('SADD', GROUPS, job.group)
  end
  return call('HGET', key, 'status')
end

-- Returns the id of a unique job that exists already.
local function duplicate_of(jobs)
  local seen = {}
  for _, job in ipairs(jobs) do
    if job.unique and (seen[job.id] or call('EXISTS', JOB .. job.id) == 1) then
      return job.id
    end
    seen[job.id] = true
  end
end
