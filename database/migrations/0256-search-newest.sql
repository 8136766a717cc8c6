-- What a territory has newest: words that stand everywhere are looked for among the last days only.
create index item_newest on search.item (territory_id, at);
