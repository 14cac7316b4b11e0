"""How well the planner reads messages of people it has not met: `python -m eval.planner_bench`."""
