-- Which rows of employee does the city have? For comparing two builds.
-- Grain       one row per employee
from employee order by all;
