-- What each code stands for where every id of the table is left and raters have one type.
-- Makes       employee_text (code, text), rater_text (code, kind, text)
create or replace view employee_text as
select code, text from employee_id where is_first;

create or replace view rater_text as
select code, 0::tinyint as kind, text from rater_id where is_first;
