-- What does the store say about itself under this key?
-- Grain       one row, none if the key is not set
-- Columns     value text
-- Parameters  $key text
select value from store_info where key = $key;
