"""The directive as plain values: its model, days, names, log and amendments.

Values that a report needs are named tuples, here and in `status`: Python makes such a class in 0.08
to 0.17 ms at each start, and a frozen data class in 0.6 ms. `recording` and `storage`, which work
only where something is recorded, have data classes.
"""
