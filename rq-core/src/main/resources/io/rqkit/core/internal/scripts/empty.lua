-- Deletes jobs that wait in a queue. ARGV 2 queue  3 how many at most
-- Replies how many ids were taken off.

local queue = ARGV[2]
for count = 1, tonumber(ARGV[3]) do
  local id = call('LPOP', QUEUE .. queue)
  if not id then
    return count - 1
  end
  local slot = call('HGET', JOB .. id, 'rate_limit_key')
  delete(id)
  give_slot_back(id, slot)
end
return tonumber(ARGV[3])
