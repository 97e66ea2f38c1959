"""The page: one HTML file that asks nothing of the network and can be read without its script."""
