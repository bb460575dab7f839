"""What the Data page is made of: the steps of an import, its history, spellings and upkeep."""
