-- Frees the slots of a rate limit whose jobs are neither queued nor running, and forgets it when nothing is left.
-- ARGV 2 key

local limit = RATE_LIMIT .. ARGV[2]
for _, id in ipairs(call('ZRANGE', limit .. ':allowed', 0, -1)) do
  local status = call('HGET', JOB .. id, 'status')
  if status ~= 'queued' and status ~= 'started' then
    call('ZREM', limit .. ':allowed', id)
  end
end
let_through(ARGV[2])
if call('EXISTS', limit .. ':allowed', limit .. ':rate_limited', limit .. ':x_window') == 0 then
  call('DEL', limit)
  call('SREM', RATE_LIMITS, ARGV[2])
end
return 0
