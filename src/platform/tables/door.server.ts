export { columnLetter } from './column-letter.ts';
export { type Delimiter, delimiters } from './delimiter.ts';
export { type Encoding, encodings } from './encoding.ts';
export { type OpenTable, openTable, type ReadAs, type TableRow } from './read.server.ts';
export { type Sheet, type SheetCell, writeWorkbook } from './write.server.ts';
