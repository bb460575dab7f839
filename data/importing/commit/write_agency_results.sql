-- Writes agency results; a former one of the same agency and period is kept for an undo.
-- Reads       valid_rows, agency_spelling
-- Parameters  $batch_id bigint
create or replace temp table results_of_file as
select
    agency_spelling.agency_code, valid_rows.period_code,
    arg_max(agency_predicate, row_id) as agency_predicate,
    arg_max(satisfaction_index, row_id) as satisfaction_index
from valid_rows
join agency_spelling on agency_spelling.spelling_key = valid_rows.agency_key
group by all;

insert into batch_change (batch_id, table_name, key, before_value)
select
    $batch_id, 'agency_result',
    to_json({'agency_code': of_file.agency_code, 'period_code': of_file.period_code}),
    case when former.agency_code is not null then to_json(former) end
from results_of_file as of_file
left join agency_result as former
    on former.agency_code = of_file.agency_code and former.period_code = of_file.period_code
order by of_file.agency_code, of_file.period_code;

-- What a file does not say stays: predicates and indices often come in two files.
insert into agency_result (agency_code, period_code, agency_predicate, satisfaction_index, batch_id)
select
    of_file.agency_code, of_file.period_code,
    coalesce(of_file.agency_predicate, former.agency_predicate),
    coalesce(of_file.satisfaction_index, former.satisfaction_index), $batch_id
from results_of_file as of_file
left join agency_result as former
    on former.agency_code = of_file.agency_code and former.period_code = of_file.period_code
order by of_file.agency_code, of_file.period_code;

delete from agency_result as former
using results_of_file as of_file
where former.agency_code = of_file.agency_code and former.period_code = of_file.period_code
    and former.batch_id is distinct from $batch_id;

drop table results_of_file;
