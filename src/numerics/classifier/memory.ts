import { type Document, Features } from './features.ts';

/** Roots, and pairs of roots for less; beginnings would call strangers alike. */
const kindWorth = [1, 0.4];
/** Less alike than this is not alike at all; texts this much alike are the same. */
const strange = 0.45;
const same = 0.9;
/** Even of the very same text people have said two things. */
const surest = 0.97;

/**
 * What was decided by people lately, text by text: asked beside the model, so that a text like one that was set right is
 * right at once, before any training. Likeness is the cosine of roots and pairs by their rarity among what is remembered.
 */
export class Memory {
	readonly size: number;
	readonly #features: Features;
	readonly #lists = new Map<number, { text: number; value: number }[]>();
	readonly #labels: readonly string[];

	constructor(lessons: readonly { text: string; label: string }[], stem: (folded: string) => string) {
		this.size = lessons.length;
		this.#labels = lessons.map((one) => one.label);
		this.#features = new Features(stem);
		const texts = lessons.map(({ text }) => this.#count({ text }));
		for (const [text, counts] of texts.entries())
			for (const [hash, often] of counts) {
				const list = this.#lists.get(hash) ?? [];
				list.push({ text, value: weighed(often) });
				this.#lists.set(hash, list);
			}
		const lengths = texts.map((counts) => this.#length(counts));
		for (const [hash, list] of this.#lists) {
			const rarity = this.#rarity(hash);
			for (const one of list) one.value = (one.value * rarity) / (lengths[one.text] || 1);
		}
	}

	/** Labels of what is like the text, each with how far it should be believed, from 0 to 1; the nearest first. */
	recall(document: Document): { label: string; likeness: number; belief: number }[] {
		if (this.size === 0) return [];
		const counts = this.#count(document);
		const length = this.#length(counts) || 1;
		const alike = new Float64Array(this.size);
		for (const [hash, often] of counts) {
			const value = (weighed(often) * this.#rarity(hash)) / length;
			for (const one of this.#lists.get(hash) ?? [])
				alike[one.text] = (alike[one.text] as number) + value * one.value;
		}
		const best = new Map<string, number>();
		for (const [text, likeness] of alike.entries()) {
			const label = this.#labels[text] as string;
			if (likeness > strange) best.set(label, Math.max(best.get(label) ?? 0, likeness));
		}
		return [...best]
			.map(([label, likeness]) => ({
				label,
				likeness,
				belief: surest * Math.min(1, (likeness - strange) / (same - strange)) ** 2,
			}))
			.sort((a, b) => b.likeness - a.likeness || (a.label < b.label ? -1 : 1));
	}

	#count(document: Document): Map<number, number> {
		const features = this.#features.read(document);
		const counts = new Map<number, number>();
		for (let i = 0; i < features.count; i++) {
			const hash = features.hash[i] as number;
			const worth = kindWorth[features.kind[i] as number] ?? 0;
			if (worth > 0) counts.set(hash, (counts.get(hash) ?? 0) + worth);
		}
		return counts;
	}

	/** What was never met is as rare as can be: it makes a text longer, and so less alike. */
	#rarity(hash: number): number {
		return Math.log((1 + this.size) / (1 + (this.#lists.get(hash)?.length ?? 0))) + 1;
	}

	#length(counts: ReadonlyMap<number, number>): number {
		let squares = 0;
		for (const [hash, often] of counts) squares += (weighed(often) * this.#rarity(hash)) ** 2;
		return Math.sqrt(squares);
	}
}

const weighed = (often: number) => (often > 1 ? 1 + Math.log(often) : often);

/**
 * Chances with what is remembered put in: the share of the memory is how far its nearest is believed, parted among its
 * labels by belief. In place; labels that the model does not know are passed over.
 */
export function remembered(
	chances: Float64Array,
	numberOf: ReadonlyMap<string, number>,
	recalled: readonly { label: string; belief: number }[],
): Float64Array {
	const known = recalled.filter((one) => numberOf.has(one.label) && one.belief > 0);
	const share = Math.max(0, ...known.map((one) => one.belief));
	if (share === 0) return chances;
	const all = known.reduce((sum, one) => sum + one.belief, 0);
	for (let c = 0; c < chances.length; c++) chances[c] = (chances[c] as number) * (1 - share);
	for (const { label, belief } of known) {
		const at = numberOf.get(label) as number;
		chances[at] = (chances[at] as number) + (share * belief) / all;
	}
	return chances;
}
