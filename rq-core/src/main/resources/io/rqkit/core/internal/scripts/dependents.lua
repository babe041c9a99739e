-- Whether a job that waits may go, its parent having ended; a parent that is gone counts as finished.
local function is_met(id, but, allows_failure)
  for _, parent in ipairs(call('SMEMBERS', DEPENDENCIES_OF .. id .. DEPENDENCIES)) do
    if parent ~= but then
      local status = call('HGET', JOB .. parent, 'status')
      if status and status ~= 'finished' and not (status == 'failed' and allows_failure) then
        return false
      end
    end
  end
  return true
end

-- Lets the dependents of a job go that has ended as 'finished', as 'failed', or was 'canceled' with the wish that they go.
local function release_dependents(id, ended_as)
  local key = JOB .. id .. DEPENDENTS
  for _, dependent in ipairs(call('SMEMBERS', key)) do
    local job = call('HMGET', JOB .. dependent, 'status', 'origin', 'allow_dependency_failures', 'enqueue_at_front')
    local allows_failure = job[3] == '1'
    if not job[1] then
      call('SREM', key, dependent)
    elseif job[1] == 'deferred' and (ended_as ~= 'failed' or allows_failure) and is_met(dependent, id, allows_failure) then
      call('SREM', key, dependent)
      call('ZREM', DEFERRED .. (job[2] or ''), dependent)
      enqueue(job[2] or '', dependent, job[4] == '1')
    end
  end
end
