"""Reports as data and as blocks: one module for each report, plus what reports share."""
