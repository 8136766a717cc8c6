import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { seeded } from '../random/seeded.ts';
import { Classifier, largest } from './classifier.ts';
import { fromBytes, toBytes } from './keep.ts';
import { type Label, type Lesson, trained } from './train.ts';

/** Enough of a stemmer for these texts. */
const stem = (word: string) => word.slice(0, 5);

const topics: Record<string, { group: string; words: string[]; described: string }> = {
	hole: { group: 'road', words: ['яма', 'асфальт', 'выбоина', 'колесо'], described: 'Ямы на дорогах' },
	snow: { group: 'road', words: ['снег', 'сугроб', 'лёд', 'скользко'], described: 'Уборка снега' },
	lamp: { group: 'yard', words: ['фонарь', 'темно', 'лампа', 'столб'], described: 'Уличное освещение' },
	dogs: { group: 'yard', words: ['собака', 'стая', 'укус', 'лай'], described: 'Бездомные животные' },
};
const labels: Label[] = Object.entries(topics).map(([code, one]) => ({
	code,
	group: one.group,
	descriptions: [one.described],
}));

function lesson(texts: number, seed = 1): Lesson {
	const random = seeded(seed);
	const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
	const around = ['дом', 'улица', 'прошу', 'жители', 'опять', 'вчера', 'двор', 'помогите'];
	const examples = Array.from({ length: texts }, () => {
		const label = pick(Object.keys(topics));
		const own = topics[label]?.words ?? [];
		const words = [pick(around), pick(own), pick(around), pick(own), pick(around)];
		return { document: { text: words.join(' ') }, label };
	});
	return { labels, examples, stem };
}

const taught = trained(lesson(200));
const model = new Classifier(taught, stem);
const best = (classifier: Classifier, text: string) =>
	classifier.labels[largest(classifier.chances({ text }), 1)[0] ?? -1];

test('what was learned is told again, in other words of the same root too', () => {
	assert.equal(best(model, 'Опять яма, всё колесо разбил'), 'hole');
	assert.equal(best(model, 'сугробы и льдом покрыто, скользкая улица, снега полно'), 'snow');
	assert.equal(best(model, 'ФОНАРИ не горят'), 'lamp');
});

test('the same lesson gives the same model to the last bit', () => {
	assert.deepEqual(toBytes(trained(lesson(80))), toBytes(trained(lesson(80))));
});

test('a model that was kept answers as the one that was trained', () => {
	const bytes = toBytes(taught);
	// as it comes out of a file: not at a multiple of four
	const shifted = new Uint8Array(bytes.length + 1);
	shifted.set(bytes, 1);
	const kept = new Classifier(fromBytes(shifted.subarray(1)), stem);
	for (const text of ['яма и снег', 'стая собак', '', 'ничего такого'])
		assert.deepEqual(kept.chances({ text }).slice(), model.chances({ text }).slice());
});

test('bytes that are no model, or half of one, are refused', () => {
	assert.throws(() => fromBytes(new Uint8Array(40)), /not a model/);
	assert.throws(() => fromBytes(toBytes(taught).subarray(0, 2_000)), /cut off|JSON/);
});

test('a label without a single text is known by its description', () => {
	const given = lesson(120);
	const withMore = {
		...given,
		labels: [...labels, { code: 'lift', group: 'yard', descriptions: ['Лифт не работает, застрял'] }],
	};
	const found = new Classifier(trained(withMore), stem);
	const chances = found.chances({ text: 'застряли в лифте' });
	assert.equal(found.labels[largest(chances, 1)[0] ?? -1], 'lift');
});

test('a label with one text, and no text at all, are no trouble', () => {
	const one = new Classifier(
		trained({ labels, stem, examples: [{ document: { text: 'яма' }, label: 'hole' }] }),
		stem,
	);
	assert.equal(best(one, 'яма'), 'hole');
	const none = new Classifier(trained({ labels, stem, examples: [] }), stem);
	assert.equal(best(none, 'уборка снега'), 'snow');
	const alone = new Classifier(trained({ labels: labels.slice(0, 1), stem, examples: [] }), stem);
	assert.deepEqual([...alone.chances({ text: 'что угодно' })], [1]);
});

test('chances are chances whatever is written, and the words that decided stand in the text', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string({ unit: 'grapheme', maxLength: 300 }),
				fc
					.array(fc.constantFrom('яма', 'снег', 'фонарь', 'дом', '<p>', '5', 'ёж'), { maxLength: 40 })
					.map((words) => words.join(' ')),
			),
			(text) => {
				const chances = model.chances({ text });
				let sum = 0;
				for (const chance of chances) {
					assert.ok(chance >= 0 && chance <= 1);
					sum += chance;
				}
				assert.ok(sum <= 1 + 1e-9 && sum > 0.9);
				for (const { word } of model.because({ text }, 0))
					assert.ok(text.normalize('NFC').toLowerCase().includes(word), word);
			},
		),
	);
});

test('the words that decided are the words of the subject', () => {
	const words = model
		.because({ text: 'Вчера жители видели: яма, асфальт разбит' }, 0)
		.map(({ word }) => word);
	assert.ok(words.includes('яма') && words.includes('асфальт'), words.join(' '));
	assert.ok(!words.includes('вчера'));
});

test('what else is known decides where the text does not', () => {
	const examples = Array.from({ length: 60 }, (_, i) => ({
		document: { text: 'прошу принять меры', fields: [[`place:${i % 2 ? 'park' : 'road'}`, 1]] as const },
		label: i % 2 ? 'dogs' : 'hole',
	}));
	const found = new Classifier(trained({ labels, examples, stem }), stem);
	const at = (place: string) =>
		found.labels[
			largest(found.chances({ text: 'прошу принять меры', fields: [[`place:${place}`, 1]] }), 1)[0] ?? -1
		];
	assert.equal(at('park'), 'dogs');
	assert.equal(at('road'), 'hole');
});

test('the belief of the caller is weighed by how often it is right', () => {
	const given = lesson(160);
	const numberOf = new Map(labels.map((label, i) => [label.code, i]));
	// an oracle for texts without a single telling word
	const truthOf = new Map<string, number>();
	const examples = given.examples.map((one, i) => {
		const text = `${i} просьба`;
		truthOf.set(text, numberOf.get(one.label) ?? 0);
		return { document: { text }, label: one.label };
	});
	const believed = (document: { text: string }) => {
		const belief = new Float64Array(labels.length);
		belief[truthOf.get(document.text) ?? 0] = 1;
		return belief;
	};
	const parts = trained({ ...given, examples, belief: believed });
	assert.ok((parts.weights[4] ?? 0) > 1, String(parts.weights));
});

test('the largest are given in order, equal ones as they stand', () => {
	assert.deepEqual(largest([0.1, 0.5, 0.5, 0.7], 3), [3, 1, 2]);
	assert.deepEqual(largest([], 3), []);
});
