import { plainText, wordsIn } from './plain-text.ts';

/** What is classified: a text, and what else is known, by name with a number (`territory:59` → 1). */
export type Document = { text: string; fields?: readonly (readonly [name: string, value: number])[] };

/**
 * The kinds of features. Each kind is brought to length 1 by itself and then weighed, so that a long text does not drown
 * in its letters. Weights chosen by cross-validation on appeals in Russian (docs/decisions/classifier.md).
 */
export const kinds = ['stem', 'pair', 'beginning', 'field'] as const;
export const kindWeights: readonly number[] = [0.7, 0.4, 0.6, 0.8];
const stemKind = 0;
const pairKind = 1;
const beginningKind = 2;
const fieldKind = 3;

/** Beginnings of words stand for families of words («освет-ить», «освещ-ение») and for words with slips at the end. */
const beginnings = [4, 5];
/** More words than this are not read: what a text is about is said by then, and no text may cost more than its share. */
const mostWords = 1_500;

/** 32 bits of FNV-1a over UTF-16 units. */
function fnv(text: string, seed: number, end = text.length): number {
	let hash = (0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1)) >>> 0;
	for (let i = 0; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	// the last bits of FNV are weak for short words, and tables are addressed by them
	hash ^= hash >>> 15;
	return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}

/** The features of one text, kept in arrays that grow and are used again for the next text. */
export class Features {
	count = 0;
	hash = new Uint32Array(1024);
	kind = new Uint8Array(1024);
	value = new Float64Array(1024);
	/** The word that the feature comes from; a pair comes from this one and the one before; -1: from no word. */
	word = new Int32Array(1024);
	/** The words as the person wrote them, in small letters. */
	shown: string[] = [];
	readonly #stem: (folded: string) => string;
	readonly #stems = new Map<string, string>();

	constructor(stem: (folded: string) => string) {
		this.#stem = stem;
	}

	/** Reads a document; what was read before is gone. */
	read(document: Document): this {
		this.count = 0;
		const { shown, folded } = wordsIn(plainText(document.text));
		this.shown = shown;
		const end = Math.min(folded.length, mostWords);
		let before = 0;
		for (let i = 0; i < end; i++) {
			const word = folded[i] as string;
			const stem = fnv(this.#stemOf(word), 1);
			this.#add(stem, stemKind, 1, i);
			if (i > 0) this.#add((Math.imul(before, 0x85ebca6b) ^ stem) >>> 0, pairKind, 1, i);
			before = stem;
			for (const length of beginnings)
				if (word.length > length) this.#add(fnv(word, 10 + length, length), beginningKind, 1, i);
		}
		for (const [name, value] of document.fields ?? []) this.#add(fnv(name, 3), fieldKind, value, -1);
		return this;
	}

	/** Numbers of houses and dates say nothing by their value: they are told apart by their length only. */
	#stemOf(word: string): string {
		const first = word.charCodeAt(0);
		if (first >= 48 && first <= 57) return /^\d+$/.test(word) ? `#${Math.min(word.length, 5)}` : word;
		let stem = this.#stems.get(word);
		if (stem === undefined) {
			stem = this.#stem(word);
			if (this.#stems.size > 50_000) this.#stems.clear();
			this.#stems.set(word, stem);
		}
		return stem;
	}

	#add(hash: number, kind: number, value: number, word: number): void {
		if (this.count === this.hash.length) this.#grow();
		this.hash[this.count] = hash;
		this.kind[this.count] = kind;
		this.value[this.count] = value;
		this.word[this.count++] = word;
	}

	#grow(): void {
		const grown = <A extends Uint32Array | Uint8Array | Float64Array | Int32Array>(from: A, to: A): A => {
			to.set(from);
			return to;
		};
		const size = this.hash.length * 2;
		this.hash = grown(this.hash, new Uint32Array(size));
		this.kind = grown(this.kind, new Uint8Array(size));
		this.value = grown(this.value, new Float64Array(size));
		this.word = grown(this.word, new Int32Array(size));
	}
}
