/** What the rest of the room knows of terms; the subject itself is in terms/. */
export { type Clock, clockOf } from './terms/clock.ts';
export { dueOfAnswer } from './terms/ledger.ts';
export type { Day, Term, TermKind } from './terms/term.ts';
