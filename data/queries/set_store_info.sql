-- Sets one fact about the store.
-- Parameters  $key text, $value text
delete from store_info where key = $key;
insert into store_info (key, value) values ($key, $value);
