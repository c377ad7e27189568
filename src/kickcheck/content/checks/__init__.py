"""What `kickcheck check` validates besides the structure of content."""
