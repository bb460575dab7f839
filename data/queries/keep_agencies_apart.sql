-- Records that two agencies are different.
-- Parameters  $agency_code text, $other_code text
insert into agency_kept_apart (agency_code, other_code)
select $agency_code, $other_code
where not exists (
    select 1 from agency_kept_apart
    where agency_code = $agency_code and other_code = $other_code
);
