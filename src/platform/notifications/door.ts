/** When a person may be told: pure, for both sides. */
export { afterQuiet } from './rhythm.ts';
