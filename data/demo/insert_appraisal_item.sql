-- Inserts the invented rows of appraisal_item; read from the registered table `made`.
insert into appraisal_item (
    appraisal_id, item, level, scale_low, scale_high
)
select
    appraisal_id, item, level, 1, 5
from made;
