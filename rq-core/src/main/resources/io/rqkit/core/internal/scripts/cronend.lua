-- A cron process ends. ARGV 2 its name  3 its group

if call('GET', CRON_LEADER .. ARGV[3]) == ARGV[2] then
  call('DEL', CRON_LEADER .. ARGV[3])
end
call('DEL', CRON_SCHEDULER .. ARGV[2])
call('ZREM', CRON_SCHEDULERS, ARGV[2])
return 0
