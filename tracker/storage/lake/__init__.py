"""A ledger as a folder of Parquet files: written whole, and read by engines made for that."""
