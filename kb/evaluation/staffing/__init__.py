"""The staffing as a page tells it: tables in the reader's words, what the redeployed answered, drafts of findings."""
