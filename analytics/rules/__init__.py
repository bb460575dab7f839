"""Rules of the domain, each computed on a versioned rule set that is handed in."""
