"""Turn a report into bytes or text: one module per format, imported when asked for."""
