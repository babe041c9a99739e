-- What most scripts share; time.lua stands before it.

-- Seconds with a fraction, as Python prints the float.
local function float_of(seconds, micros)
  local text = string.format('%d.%06d', seconds, micros)
  if micros % 10 ~= 0 then
    return text
  end
  text = string.gsub(text, '0+$', '')
  return micros == 0 and text .. '0' or text
end

-- The elements of a JSON array of whole numbers.
local function numbers(text)
  local list = {}
  for number in string.gmatch(text or '', '%-?%d+') do
    list[#list + 1] = tonumber(number)
  end
  return list
end

local function expire(id, seconds)
  call('EXPIRE', JOB .. id, seconds)
  call('EXPIRE', JOB .. id .. DEPENDENTS, seconds)
  call('EXPIRE', DEPENDENCIES_OF .. id .. DEPENDENCIES, seconds)
end

local function delete(id)
  call('DEL', JOB .. id, JOB .. id .. DEPENDENTS, DEPENDENCIES_OF .. id .. DEPENDENCIES, RESULTS .. id)
end

local function push(queue, id, front)
  call('SADD', QUEUES, QUEUE .. queue)
  call(front and 'LPUSH' or 'RPUSH', QUEUE .. queue, id)
end

-- Lets jobs through that wait for a slot of a rate limit, as far as there are slots.
local function let_through(key)
  local allowed, waiting = RATE_LIMIT .. key .. ':allowed', RATE_LIMIT .. key .. ':rate_limited'
  local limit = tonumber(call('HGET', RATE_LIMIT .. key, 'concurrency') or '')
  while not limit or call('ZCARD', allowed) < limit do
    local next = call('ZPOPMIN', waiting)
    if #next == 0 then
      break
    end
    local id = next[1]
    local job = call('HMGET', JOB .. id, 'status', 'origin', 'enqueue_at_front')
    if (job[1] == 'deferred' or job[1] == 'rate_limited') and job[2] then
      call('ZREM', DEFERRED .. job[2], id)
      call('ZADD', allowed, s, id)
      call('HSET', JOB .. id, 'status', 'queued', 'enqueued_at', date)
      push(job[2], id, job[3] == '1')
    end
  end
end

-- Gives the slot of a job back that has ended, waits for its time, or is gone.
local function give_slot_back(id, key)
  if key and key ~= '' and call('ZREM', RATE_LIMIT .. key .. ':allowed', id) + call('ZREM', RATE_LIMIT .. key .. ':rate_limited', id) > 0 then
    let_through(key)
  end
end

local ranks = 0

local function rank()
  ranks = ranks + 1
  return (ranks - 1) / 1000000
end

-- Returns when a job may be enqueued of whose kind so many may be within a window: what it reserved. A reservation that
-- was not used within a window is void, so that jobs that come late together are spread anew.
local function reserve(id, key, count, window)
  local reservations = RATE_LIMIT .. key .. ':x_window'
  call('ZREMRANGEBYSCORE', reservations, '-inf', '(' .. s - window)
  local due = tonumber(call('ZSCORE', reservations, id) or '')
  if not due then
    local earlier = call('ZRANGE', reservations, -count, -count, 'WITHSCORES')[2]
    due = earlier and math.max(s, tonumber(earlier) + window) or s
    call('ZADD', reservations, due, id)
    call('EXPIRE', reservations, due - s + window + 1)
  end
  return due
end

-- Puts a job into its queue, or lets it wait for a slot of its rate limit.
local function enqueue(queue, id, front)
  local job = call('HMGET', JOB .. id, 'rate_limit_key', 'rate_limit_concurrency', 'ttl', 'x_rate_limit_count',
    'x_rate_limit_window')
  local key, limit = job[1], tonumber(job[2] or '')
  local count, window = tonumber(job[4] or ''), tonumber(job[5] or '')
  if key and key ~= '' and count and window then
    local due = reserve(id, key, count, window)
    if due > s then
      call('HSET', JOB .. id, 'status', 'scheduled', 'enqueue_at_front', front and '1' or '0')
      call('ZADD', SCHEDULED .. queue, due, id)
      return
    end
  end
  if key and key ~= '' and limit then
    call('SADD', RATE_LIMITS, key)
    call('HSET', RATE_LIMIT .. key, 'concurrency', limit)
    if not call('ZSCORE', RATE_LIMIT .. key .. ':allowed', id) then
      call('HSET', JOB .. id, 'status', 'deferred', 'enqueue_at_front', front and '1' or '0')
      call('ZADD', DEFERRED .. queue, s, id)
      -- with its microseconds and a rank, so that those who come together are let through in their order
      call('ZADD', RATE_LIMIT .. key .. ':rate_limited', string.format('%.6f', s + us / 1000000 + rank()), id)
      let_through(key)
      return
    end
  end
  call('HSET', JOB .. id, 'status', 'queued', 'origin', queue, 'enqueued_at', date)
  local ttl = tonumber(job[3] or '')
  if ttl and ttl > 0 then
    expire(id, ttl)
  end
  push(queue, id, front)
end

-- Tells whether somebody runs the job, apart from one execution.
local function runs(id, but)
  for _, execution in ipairs(call('ZRANGE', EXECUTIONS .. id, 0, -1)) do
    if execution ~= but and call('EXISTS', EXECUTION .. id .. ':' .. execution) == 1 then
      return true
    end
  end
  return false
end
