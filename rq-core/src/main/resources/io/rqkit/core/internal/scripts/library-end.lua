return {ended = ended, may_start = may_start, started_before = started_before, told_before = told_before}
end

