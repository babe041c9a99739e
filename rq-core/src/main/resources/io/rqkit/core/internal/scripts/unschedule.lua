-- Gives the locks of a scheduler back. ARGV 2 name of the scheduler  3... the queues

for i = 3, #ARGV do
  local lock = SCHEDULER_LOCK .. ARGV[i]
  if call('GET', lock) == ARGV[2] then
    call('DEL', lock)
  end
end
call('DEL', SCHEDULER .. ARGV[2])
return 0
