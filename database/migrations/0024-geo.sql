create schema geo;

-- The coarser H3 cell around a cell, by the layout of the index: resolution in four bits at 52, then fifteen digits of three
-- bits, all ones where unused. The same as `coarser` in src/platform/geo/cells.ts.
create function geo.coarser(cell bigint, resolution int) returns bigint
language sql immutable strict parallel safe
return (cell & ~(15::bigint << 52)) | (resolution::bigint << 52) | ((1::bigint << (3 * (15 - resolution))) - 1);
