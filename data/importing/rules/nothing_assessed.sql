-- Which rows found nothing? Cells that cannot be read are other rules'.
-- Columns     row_id bigint, field text, value text, detail text
select row_id, null::text as field, null::text as value, null::text as detail
from checked
where coalesce(technical, managerial, sociocultural, potential_score) is null
    and coalesce(competence_standard, competence_test, potential, service_exam, exam_exempt) is null
    and row_id not in (
        select row_id
        from unread
        where problem in (
            'technical', 'managerial', 'sociocultural', 'potential_score', 'competence_standard',
            'competence_test', 'potential', 'service_exam', 'exam_exempt'
        )
    );
