-- Inserts the invented rows of position; read from the registered table `made`.
insert into position (
    position_id, title, title_key, position_class, job_family, functional_level, echelon
)
select
    position_id, title, title_key, position_class, job_family, functional_level, echelon
from made;
