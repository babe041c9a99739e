-- What is seldom needed is made only then: in Lua each function costs when it is made, and this script runs for each job.
local function library()
