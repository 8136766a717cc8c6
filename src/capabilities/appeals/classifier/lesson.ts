import type { Label } from '#numerics/classifier/train.ts';
import type { Described } from './keywords.ts';

/** An appeal whose category was decided, as it is learned from: no personal data. Oldest first. */
export type Decided = {
	text: string;
	category: string;
	/** `<territory>/<body>`; null: it went to nobody. */
	body: string | null;
	territory: number;
	place: number | null;
	/** Milliseconds. */
	at: number;
	worth: number;
};

/** What a worker is given. */
export type Lesson = {
	labels: Label[];
	decided: Decided[];
	described: Described[];
	/** The version that serves now, unpacked, and the newest text that it has seen. */
	served: { bytes: Uint8Array; lastTextAt: number } | null;
};

/** Too few to learn from: the words of the categories do better. */
export const leastTexts = 50;
/** Too few to tell two versions apart. */
const leastToCompare = 30;

/** The newest fifth is held back to judge by, at most this many. */
const mostHeldBack = 4_000;

/** How many of the texts, oldest first, are learned from when the rest judges. */
export function heldFrom(texts: number): number {
	return texts - Math.min(mostHeldBack, Math.max(10, Math.floor(texts / 5)));
}

/** Of the texts that are held back, those that the serving version has not seen either; none when they are too few. */
export function unseenBy(lastTextAt: number, held: readonly { at: number }[]): number[] {
	const unseen = [...held.keys()].filter((i) => (held[i]?.at ?? 0) > lastTextAt);
	return unseen.length >= leastToCompare ? unseen : [];
}

/** How much a text counts: what an official decided most, what nobody has answered yet least. */
export function worthOf(appeal: { categoryBy: string; answered: boolean }): number {
	if (appeal.categoryBy === 'official') return 2;
	return appeal.answered ? 1 : 0.5;
}
