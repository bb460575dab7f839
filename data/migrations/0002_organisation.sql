-- Agencies, the units inside them, and the ways people spell them.

-- An agency: secretariat, service, board, hospital, district and so on.
create table agency (
    agency_code text not null,           -- short, stands in URLs: DINKES, DINAS-KESEHATAN
    name text not null,
    agency_kind text,                    -- secretariat, inspectorate, service, board, hospital, district, …
    parent_code text,
    batch_id bigint                      -- import that brought it; null in the demo
);

-- Every spelling seen, folded by case and white space only, and the agency it stands for.
-- Anything further apart is a separate agency until somebody merges it.
create table agency_spelling (
    spelling_key text not null,
    spelling text not null,
    agency_code text not null,
    decided_by text,                     -- null: the spelling that created the agency
    batch_id bigint
);

-- Pairs of agencies that a person looked at and declared different.
create table agency_kept_apart (
    agency_code text not null,
    other_code text not null
);

-- A unit inside an agency: a division, school, health centre, ward office.
create table unit (
    unit_id bigint not null,
    agency_code text not null,
    name text not null,
    name_key text not null,
    unit_kind text,                      -- division, technical, school, ward, ward_office, …
    parent_unit_id bigint,
    batch_id bigint
);

-- A year, quarter or month that appraisals are about.
create table period (
    period_code text not null,           -- 2024, 2024-Q1, 2024-07
    kind text not null,                  -- year, quarter, month
    year integer not null,
    starts_on date not null,
    ends_on date not null,
    due_on date,                         -- deadline to fill; null: not known
    status text not null default 'open'  -- open, closed, locked
);
