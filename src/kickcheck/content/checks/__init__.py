"""What `kickcheck check` validates beyond the structure of the files."""
