import type { ClassifierParts } from './classifier.ts';

/** "VCL" and the version of the form; another version is refused, the model is then trained anew. */
const mark = 0x314c4356;

type Head = {
	labels: string[];
	groups: number;
	weights: number[];
	groupWeights: number[];
	/** Arrays in their order, with their lengths. */
	arrays: [name: string, length: number][];
	columns: number;
};

/**
 * A model as bytes: a head in JSON and the arrays one after the other, little-endian, each at a multiple of 4. About one
 * byte for each pair of feature and label, most of them 0: packs well.
 */
export function toBytes(parts: ClassifierParts): Uint8Array {
	const arrays = arraysOf(parts);
	const head: Head = {
		labels: [...parts.labels],
		groups: parts.groups,
		weights: [...parts.weights],
		groupWeights: [...parts.groupWeights],
		arrays: arrays.map(([name, array]) => [name, array.length]),
		columns: parts.bank.columns,
	};
	const text = new TextEncoder().encode(JSON.stringify(head));
	const size = arrays.reduce((sum, [, array]) => sum + padded(array.byteLength), 8 + padded(text.length));
	const bytes = new Uint8Array(size);
	const view = new DataView(bytes.buffer);
	view.setUint32(0, mark, true);
	view.setUint32(4, text.length, true);
	bytes.set(text, 8);
	let at = 8 + padded(text.length);
	for (const [, array] of arrays) {
		bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
		at += padded(array.byteLength);
	}
	return bytes;
}

/** @throws Error when the bytes are no model of this form */
export function fromBytes(given: Uint8Array): ClassifierParts {
	// arrays of four bytes need a beginning at a multiple of 4
	const bytes = given.byteOffset % 4 === 0 ? given : given.slice();
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.byteLength < 8 || view.getUint32(0, true) !== mark) throw new Error('not a model of this form');
	const length = view.getUint32(4, true);
	const head = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Head;
	let at = 8 + padded(length);
	const lengths = new Map(head.arrays);
	const take = <A>(
		Kind: { new (buffer: ArrayBufferLike, at: number, length: number): A; BYTES_PER_ELEMENT: number },
		name: string,
	): A => {
		const count = lengths.get(name);
		if (count === undefined || at + count * Kind.BYTES_PER_ELEMENT > bytes.byteLength)
			throw new Error(`the model is cut off at ${name}`);
		const array = new Kind(bytes.buffer, bytes.byteOffset + at, count);
		at += padded(count * Kind.BYTES_PER_ELEMENT);
		return array;
	};
	const { columns } = head;
	const bank = (name: string, classes: number) => ({
		columns,
		classes,
		codes: take(Int8Array, `${name}.codes`),
		scale: take(Float32Array, `${name}.scale`),
		bias: take(Float32Array, `${name}.bias`),
	});
	return {
		labels: head.labels,
		groups: head.groups,
		weights: head.weights,
		groupWeights: head.groupWeights,
		groupOf: take(Int32Array, 'groupOf'),
		frequency: take(Float32Array, 'frequency'),
		groupFrequency: take(Float32Array, 'groupFrequency'),
		vocabulary: {
			hash: take(Uint32Array, 'hash'),
			kind: take(Uint8Array, 'kind'),
			rarity: take(Float32Array, 'rarity'),
		},
		likeness: {
			start: take(Int32Array, 'likeness.start'),
			label: take(Int32Array, 'likeness.label'),
			value: take(Float32Array, 'likeness.value'),
		},
		curve: { sure: take(Float32Array, 'curve.sure'), right: take(Float32Array, 'curve.right') },
		bank: bank('bank', head.labels.length),
		groupBank: lengths.has('groupBank.codes') ? bank('groupBank', head.groups) : null,
	};
}

type Numbers = Int8Array | Uint8Array | Int32Array | Uint32Array | Float32Array;

/** In the order in which `fromBytes` takes them. */
function arraysOf(parts: ClassifierParts): [string, Numbers][] {
	const { vocabulary, likeness, curve, bank, groupBank } = parts;
	return [
		['groupOf', parts.groupOf],
		['frequency', parts.frequency],
		['groupFrequency', parts.groupFrequency],
		['hash', vocabulary.hash],
		['kind', vocabulary.kind],
		['rarity', vocabulary.rarity],
		['likeness.start', likeness.start],
		['likeness.label', likeness.label],
		['likeness.value', likeness.value],
		['curve.sure', curve.sure],
		['curve.right', curve.right],
		['bank.codes', bank.codes],
		['bank.scale', bank.scale],
		['bank.bias', bank.bias],
		...(groupBank
			? ([
					['groupBank.codes', groupBank.codes],
					['groupBank.scale', groupBank.scale],
					['groupBank.bias', groupBank.bias],
				] as [string, Numbers][])
			: []),
	];
}

const padded = (length: number) => (length + 3) & ~3;
