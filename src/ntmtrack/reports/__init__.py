"""Items to data and blocks: one module for each report, and what reports share."""
