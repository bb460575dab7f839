"""Files in, appraisals out: reading, understanding headers, checking, committing."""
