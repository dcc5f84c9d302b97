-- Each search reads all of what was added to an index but not yet sorted in: by default up to 4 MB, 25 ms.
alter index record_words_document_ix set (gin_pending_list_limit = 256);
alter index opportunity_contains_ix set (gin_pending_list_limit = 256);
alter index account_contains_ix set (gin_pending_list_limit = 256);
alter index contact_name_ix set (gin_pending_list_limit = 256);
