-- Forgets members of a group whose jobs are gone, and the group when none is left. ARGV 2 group  3 cursor  4 batch
-- Replies {next cursor or 0, how many were forgotten}.

local group, forgotten = GROUP .. ARGV[2], 0
local scan = call('SSCAN', group, ARGV[3], 'COUNT', ARGV[4])
for _, id in ipairs(scan[2]) do
  if call('EXISTS', JOB .. id) == 0 then
    forgotten = forgotten + call('SREM', group, id)
  end
end
if call('EXISTS', group) == 0 then
  call('SREM', GROUPS, ARGV[2])
end
return {scan[1], forgotten}
