"""A session for one job and one person: what a posting asks for, what a background shows, what will be asked."""
