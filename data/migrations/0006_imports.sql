-- Files taken in, what was wrong with them, and mappings people saved.

create sequence batch_id_sequence;

-- One file taken in; its rows carry the number of the batch, so that it can be undone.
create table import_batch (
    batch_id bigint not null,
    kind text not null,
    file_name text not null,
    sha256 text not null,
    imported_at timestamp not null,      -- UTC
    actor text not null,
    sheet text,
    encoding text,
    header_row integer,
    mapping text,                        -- JSON: header label → field
    valid_rows_only boolean not null,
    rows_read bigint not null,
    rows_valid bigint not null,
    rows_rejected bigint not null,
    rows_skipped bigint not null,
    rules text not null,                 -- JSON: rule → number of rows
    undone_at timestamp,
    undone_by text
);

-- What one rule found in one row of a file.
create table import_issue (
    batch_id bigint not null,
    row_number bigint not null,
    sheet text,
    rule text not null,
    level text not null,                 -- error, warning
    column_label text,
    cell_value text,
    detail text                          -- JSON: what the sentence needs
);

-- The rejected rows as they stood in the file, so that they can be mended and sent again.
create table import_rejected_row (
    batch_id bigint not null,
    row_number bigint not null,
    sheet text,
    cells text not null                  -- JSON list in column order
);

-- Which column of a file means which field, saved under a name.
create table saved_mapping (
    name text not null,
    kind text not null,
    header_fingerprint text not null,
    mapping text not null,               -- JSON: header label → field
    saved_by text not null,
    saved_at timestamp not null
);

-- Changes other than appraisals that a batch made to existing rows, so that it can be undone.
create table batch_change (
    batch_id bigint not null,
    table_name text not null,
    key text not null,                   -- JSON
    before_value text                    -- JSON; null: the row was new
);
