import { writeFileSync } from 'node:fs';
import { serialize } from 'node:v8';

export type Query = { text: string; parameters: unknown[] };
/** What the reference needs: queries of a page in the waves in which they were sent, and the length of the page. */
export type Replay = { url: string; pages: Record<string, { waves: Query[][]; length: number }> };

export function writeReplay(path: string, replay: Replay): void {
	writeFileSync(path, serialize(replay));
}
