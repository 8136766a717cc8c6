export type { Letter } from './letter.ts';
export { letterDocx } from './letter-docx.server.ts';
export { letterPdf } from './letter-pdf.server.ts';
