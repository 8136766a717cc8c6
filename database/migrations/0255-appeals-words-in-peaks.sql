-- Words of new rows wait in a list beside their index and go into it together. A long list is put in by whoever comes last: in a peak
-- a filing stood still for half a second. Short lists (kilobytes) cost each a little.
alter index appeals.appeal_words set (gin_pending_list_limit = 256);
alter index appeals.inbox_words set (gin_pending_list_limit = 256);
alter index search.item_words set (gin_pending_list_limit = 256);
