"""What is asked of the ledger, one file a subject; rows come back as the views have them."""
