"""What a command or a form would record: targets, rules, entries, undo."""
