-- Drops what an import worked with.
drop table if exists placed;
drop table if exists leaving;
drop table if exists replacements;
drop table if exists people_of_file;
