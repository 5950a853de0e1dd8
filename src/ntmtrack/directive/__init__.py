"""The directive as plain values: its model, days, names, log and amendments."""
