-- Which rows of appraisal does the city have? For comparing two builds.
-- Grain       one row per appraisal
from appraisal order by all;
