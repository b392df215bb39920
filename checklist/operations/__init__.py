"""Running the site: preparing its database, demo accounts, and deleting what is due."""
