return {add_result = add_result, fail = fail, finish = finish, give_slot_back = give_slot_back, lose = lose, runs = runs,
  stop = stop, try_again = try_again}
end

