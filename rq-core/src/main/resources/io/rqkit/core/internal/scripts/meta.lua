-- Attaches values to a job, and never makes one of them. ARGV 2 job  3 values as JSON
-- Replies 1, or 0 when the job is gone.

if call('EXISTS', JOB .. ARGV[2]) == 0 then
  return 0
end
call('HSET', JOB .. ARGV[2], 'meta', ARGV[3])
return 1
