-- What every script shares. Before it stand the names of the keys (Keys.prelude).
-- ARGV[1] of every script is the time, as "seconds microseconds", or empty for the server's own:
-- then clocks of processes that differ do no harm.

local call = redis.call
local s, us

if ARGV[1] == '' then
  local time = call('TIME')
  s, us = tonumber(time[1]), tonumber(time[2])
else
  local given = string.find(ARGV[1], ' ', 1, true)
  s, us = tonumber(string.sub(ARGV[1], 1, given - 1)), tonumber(string.sub(ARGV[1], given + 1))
end

-- The date as RQ writes it; days to a date by the usual shift to a year that begins in March. What % leaves is taken away
-- before each division, since a call of math.floor takes longer, and a function would cost when it is made.
local of_day = s % 86400
local shifted = (s - of_day) / 86400 + 719468
local of_era = shifted % 146097
local year = of_era - (of_era - of_era % 1460) / 1460 + (of_era - of_era % 36524) / 36524 - (of_era - of_era % 146096) / 146096
year = (year - year % 365) / 365
local of_year = of_era - (365 * year + (year - year % 4) / 4 - (year - year % 100) / 100)
local month = 5 * of_year + 2
month = (month - month % 153) / 153
local before_month = 153 * month + 2
before_month = (before_month - before_month % 5) / 5
local date = string.format('%04d-%02d-%02dT%02d:%02d:%02d.%06dZ',
  year + (shifted - of_era) / 146097 * 400 + (month >= 10 and 1 or 0), month < 10 and month + 3 or month - 9,
  of_year - before_month + 1, (of_day - of_day % 3600) / 3600, (of_day % 3600 - of_day % 60) / 60, of_day % 60, us)
