import { type Document, type Features, kinds, kindWeights } from './features.ts';

/** Features of one text: numbers of the vocabulary and their values. The arrays are used again for the next text. */
export type Vector = { count: number; index: Int32Array; value: Float32Array };

/** What a vocabulary is made of; numbers of features are places in these arrays. */
export type VocabularyParts = { hash: Uint32Array; kind: Uint8Array; rarity: Float32Array };

/**
 * The features that a model knows, each with its number and its rarity. Looked up in an open table: a text of a hundred
 * words asks it four hundred times.
 */
export class Vocabulary {
	readonly size: number;
	readonly parts: VocabularyParts;
	readonly #table: Int32Array;
	readonly #mask: number;
	readonly #seen: Float64Array;
	readonly #vector: Vector;

	constructor(parts: VocabularyParts) {
		this.parts = parts;
		this.size = parts.hash.length;
		let room = 16;
		while (room < this.size * 2) room *= 2;
		this.#mask = room - 1;
		this.#table = new Int32Array(room).fill(-1);
		for (let i = 0; i < this.size; i++) {
			let at = (parts.hash[i] as number) & this.#mask;
			while (this.#table[at] !== -1) at = (at + 1) & this.#mask;
			this.#table[at] = i;
		}
		this.#seen = new Float64Array(this.size);
		this.#vector = { count: 0, index: new Int32Array(1024), value: new Float32Array(1024) };
	}

	/** The number of a feature, or -1. */
	numberOf(hash: number): number {
		for (let at = hash & this.#mask; ; at = (at + 1) & this.#mask) {
			const i = this.#table[at] as number;
			if (i === -1 || this.parts.hash[i] === hash) return i;
		}
	}

	/**
	 * A text as a vector: 1 + ln(how often) × rarity, each kind brought to length 1 and weighed. Valid until the next call.
	 */
	encode(features: Features): Vector {
		const { parts } = this;
		const seen = this.#seen;
		const vector = this.#vector;
		vector.count = 0;
		const squares = new Float64Array(kinds.length);
		for (let i = 0; i < features.count; i++) {
			const number = this.numberOf(features.hash[i] as number);
			if (number === -1) continue;
			if (seen[number] === 0) {
				if (vector.count === vector.index.length) grow(vector);
				vector.index[vector.count++] = number;
			}
			seen[number] = (seen[number] as number) + (features.value[i] as number);
		}
		for (let i = 0; i < vector.count; i++) {
			const number = vector.index[i] as number;
			const often = seen[number] as number;
			seen[number] = 0;
			const value = (often > 1 ? 1 + Math.log(often) : often) * (parts.rarity[number] as number);
			vector.value[i] = value;
			const kind = parts.kind[number] as number;
			squares[kind] = (squares[kind] as number) + value * value;
		}
		weigh(vector, parts.kind, squares);
		return vector;
	}

	/** The row of a matrix as it would be had the vocabulary been learned from texts with these columns alone. */
	without(row: Vector, met: Uint8Array): Vector {
		const vector = this.#vector;
		vector.count = 0;
		const squares = new Float64Array(kinds.length);
		while (vector.index.length < row.count) grow(vector);
		for (let i = 0; i < row.count; i++) {
			const number = row.index[i] as number;
			if (met[number] === 0) continue;
			const value = row.value[i] as number;
			vector.index[vector.count] = number;
			vector.value[vector.count++] = value;
			const kind = this.parts.kind[number] as number;
			squares[kind] = (squares[kind] as number) + value * value;
		}
		weigh(vector, this.parts.kind, squares);
		return vector;
	}
}

/** Brings each kind of features to its weight. */
function weigh(vector: Vector, kindOf: Uint8Array, squares: Float64Array): void {
	const scale = squares.map((sum, kind) => (sum > 0 ? (kindWeights[kind] as number) / Math.sqrt(sum) : 0));
	for (let i = 0; i < vector.count; i++) {
		const kind = kindOf[vector.index[i] as number] as number;
		vector.value[i] = (vector.value[i] as number) * (scale[kind] as number);
	}
}

function grow(vector: Vector): void {
	const index = new Int32Array(vector.index.length * 2);
	index.set(vector.index);
	const value = new Float32Array(index.length);
	value.set(vector.value);
	vector.index = index;
	vector.value = value;
}

/** The features of many texts, those that are met in at least `least` of them; at most `most`, the commoner ones. */
export function learnVocabulary(
	documents: readonly Document[],
	features: Features,
	{ least = 1, most = 65_536 }: { least?: number; most?: number } = {},
): Vocabulary {
	const met = new Map<number, { kind: number; count: number; last: number }>();
	for (const [i, document] of documents.entries()) {
		features.read(document);
		for (let j = 0; j < features.count; j++) {
			const hash = features.hash[j] as number;
			const known = met.get(hash);
			if (!known) met.set(hash, { kind: features.kind[j] as number, count: 1, last: i });
			else if (known.last !== i) {
				known.count++;
				known.last = i;
			}
		}
	}
	const kept = [...met].filter(([, one]) => one.count >= least);
	// equal counts by hash, so that the order of the texts changes nothing
	kept.sort(([a, x], [b, y]) => y.count - x.count || a - b);
	kept.length = Math.min(kept.length, most);
	return new Vocabulary({
		hash: Uint32Array.from(kept, ([hash]) => hash),
		kind: Uint8Array.from(kept, ([, { kind }]) => kind),
		rarity: Float32Array.from(kept, ([, { count }]) => Math.log((1 + documents.length) / (1 + count)) + 1),
	});
}
