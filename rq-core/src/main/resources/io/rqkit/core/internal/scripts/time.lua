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

local floor = math.floor

-- The date as RQ writes it; days to a date by the usual shift to a year that begins in March.
local function date_of(seconds, micros)
  local days = floor(seconds / 86400)
  local rest = seconds - days * 86400
  local z = days + 719468
  local era = floor(z / 146097)
  local doe = z - era * 146097
  local yoe = floor((doe - floor(doe / 1460) + floor(doe / 36524) - floor(doe / 146096)) / 365)
  local doy = doe - (365 * yoe + floor(yoe / 4) - floor(yoe / 100))
  local mp = floor((5 * doy + 2) / 153)
  local month = mp < 10 and mp + 3 or mp - 9
  local year = yoe + era * 400 + (month <= 2 and 1 or 0)
  return string.format('%04d-%02d-%02dT%02d:%02d:%02d.%06dZ', year, month, doy - floor((153 * mp + 2) / 5) + 1,
    floor(rest / 3600), floor(rest % 3600 / 60), rest % 60, micros)
end

local date = date_of(s, us)
