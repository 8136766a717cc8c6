/**
 * How well the classifier of appeals guesses, how fast, and against what: the commonest label and a plain linear model on
 * counts of words, learned from the same texts and judged by the same ones in the same run.
 */
import { Classifier, largest } from '#numerics/classifier/classifier.ts';
import type { Document } from '#numerics/classifier/features.ts';
import { fromBytes, toBytes } from '#numerics/classifier/keep.ts';
import { type Measured, measure } from '#numerics/classifier/measure.ts';
import { spread } from '#numerics/classifier/spread.ts';
import { type Label, trained } from '#numerics/classifier/train.ts';
import { stemOf } from '#platform/search/russian.ts';
import { mostFrequent, plainLinear } from './classifier/references.ts';
import { konstanz, kursk, type Text, type TextSet, withoutSets } from './classifier/sets.ts';
import { type Finding, median, rounded } from './report.ts';

const labelsOf = (texts: readonly Text[], what: keyof Text) =>
	[...new Set(texts.map((one) => one[what]))].sort();
const seconds = (since: NodeJS.CpuUsage) => {
	const { user, system } = process.cpuUsage(since);
	return (user + system) / 1e6;
};

/** The category that most texts of a topic have. */
function groupsOf(texts: readonly Text[]): Map<string, string> {
	const of = Map.groupBy(texts, (one) => one.topic);
	return new Map(
		[...of].map(([topic, some]) => {
			const counts = [...Map.groupBy(some, (one) => one.category)].map(
				([name, ones]) => [name, ones.length] as const,
			);
			return [topic, counts.toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? ''];
		}),
	);
}

function learn(
	labels: Label[],
	texts: readonly Text[],
	what: keyof Text,
	documentOf: (one: Text) => Document,
): Classifier {
	const examples = texts.map((one) => ({ document: documentOf(one), label: one[what] }));
	// through the bytes, as an installation does it
	return new Classifier(fromBytes(toBytes(trained({ labels, examples, stem: stemOf }))), stemOf);
}

export async function classifier(): Promise<Finding[]> {
	if (withoutSets) throw new Error(`${withoutSets}: say where they are by VECHE_REFERENCE_DATA`);
	const findings: Finding[] = [];
	const kurskSet = kursk();
	const found = judge(kurskSet, findings, 0.05);
	categoriesByTurns(kurskSet, findings);
	judge(konstanz(), findings);
	findings.push(...speeds(found.topics, found.seconds, kurskSet));
	return findings;
}

function judge(set: TextSet, findings: Finding[], aim?: number) {
	const { train, test, name } = set;
	const groups = groupsOf(train);
	const topicLabels = labelsOf(train, 'topic').map((code) => ({
		code,
		group: groups.get(code) ?? code,
		descriptions: [code],
	}));
	const since = process.cpuUsage();
	const topics = learn(topicLabels, train, 'topic', ({ text }) => ({ text }));
	const spent = seconds(since);
	report(
		set,
		findings,
		'topic',
		topics.labels,
		test.map(({ text }) => topics.chances({ text }).slice()),
		aim,
	);

	if (test.some((one) => one.category)) {
		const labels = labelsOf(train, 'category').map((code) => ({ code, group: code, descriptions: [code] }));
		const categories = learn(labels, train, 'category', ({ text }) => ({ text }));
		report(
			set,
			findings,
			'category',
			categories.labels,
			test.map(({ text }) => categories.chances({ text }).slice()),
		);
	}
	// the executor is learned from the text and its topic; on new texts the topic is only guessed
	const bodies = learn(
		labelsOf(train, 'executor').map((code) => ({ code, group: '', descriptions: [code] })),
		train,
		'executor',
		({ text, topic }) => ({ text, fields: [[`topic:${topic}`, 1]] }),
	);
	const guessed = test.map(({ text }) => {
		const chances = topics.chances({ text });
		const fields = largest(chances, 3).map(
			(i) => [`topic:${topics.labels[i]}`, chances[i] as number] as const,
		);
		return bodies.chances({ text, fields }).slice();
	});
	report(set, findings, 'executor', bodies.labels, guessed);
	console.log(`${name}: ${set.told}`);
	return { topics, seconds: spent };
}

const points = (one: Measured) =>
	`weighted F1 ${one.weightedF1.toFixed(3)}, macro ${one.macroF1.toFixed(3)}, right ${one.right.toFixed(3)}, among three ${one.amongThree.toFixed(3)}`;

function report(
	{ name, train, test, told }: TextSet,
	findings: Finding[],
	what: keyof Text,
	labels: readonly string[],
	chances: Float64Array[],
	aim?: number,
): void {
	const truth = test.map((one) => one[what]);
	const ours = measure(labels, truth, chances);
	const common = measure(
		labels,
		truth,
		mostFrequent(
			labels,
			train.map((one) => one[what]),
			truth,
		),
	);
	const plain = plainLinear(
		labels,
		train.map((one) => ({ text: one.text, label: one[what] })),
		test.map((one) => one.text),
	);
	const linear = measure(labels, truth, plain.chances);
	findings.push(
		{
			what: `${name}, ${what}: weighted F1 above the plain linear model`,
			value: rounded(ours.weightedF1 - linear.weightedF1, 3),
			...(aim === undefined ? {} : { least: aim }),
			told: `${labels.length} labels, ${told}. Ours: ${points(ours)}. Plain linear (L2 ${plain.l2}): ${points(linear)}. Commonest label: ${points(common)}`,
		},
		{
			what: `${name}, ${what}: weighted F1`,
			value: rounded(ours.weightedF1, 3),
			told: `macro F1 ${rounded(ours.macroF1, 3)}`,
		},
		{
			what: `${name}, ${what}: right one among the three best`,
			value: rounded(ours.amongThree, 3),
			told: `the best one right: ${rounded(ours.right, 3)}`,
		},
		{
			what: `${name}, ${what}: calibration error`,
			value: rounded(ours.calibrationError, 3),
			told: `plain linear ${rounded(linear.calibrationError, 3)}; ten bins: ${ours.bins
				.filter((bin) => bin.texts)
				.map((bin) => `${bin.texts} texts said ${bin.confidence.toFixed(2)}, right ${bin.right.toFixed(2)}`)
				.join('; ')}`,
		},
	);
}

/** Categories of Kursk are given for the train part only: each quarter of it is judged by what was learned from the others. */
function categoriesByTurns({ train }: TextSet, findings: Finding[]): void {
	const labels = labelsOf(train, 'category');
	const numberOf = new Map(labels.map((one, i) => [one, i]));
	const part = spread(
		Int32Array.from(train, (one) => numberOf.get(one.category) ?? 0),
		4,
		1,
	);
	const judged: Text[] = [];
	const chances: Float64Array[] = [];
	for (let fold = 0; fold < 4; fold++) {
		const learned = train.filter((_, i) => part[i] !== fold);
		const classifier = learn(
			labels.map((code) => ({ code, group: code, descriptions: [] })),
			learned,
			'category',
			({ text }) => ({ text }),
		);
		for (const [i, one] of train.entries())
			if (part[i] === fold) {
				judged.push(one);
				chances.push(classifier.chances({ text: one.text }).slice());
			}
	}
	const ours = measure(
		labels,
		judged.map((one) => one.category),
		chances,
	);
	findings.push({
		what: 'Kursk, category: weighted F1',
		value: rounded(ours.weightedF1, 3),
		told: `by turns on quarters of the train part, the test part has none; ${points(ours)}, calibration error ${rounded(ours.calibrationError, 3)}`,
	});
}

function speeds(topics: Classifier, spent: number, { train, test }: TextSet): Finding[] {
	const bytes = toBytes(topics.parts);
	const loading = Array.from({ length: 5 }, () => {
		const since = performance.now();
		new Classifier(fromBytes(bytes), stemOf);
		return performance.now() - since;
	});
	const rates = Array.from({ length: 9 }, () => {
		const since = process.cpuUsage();
		for (const { text } of test) {
			const chances = topics.chances({ text });
			topics.because({ text }, largest(chances, 1)[0] ?? 0);
		}
		return test.length / seconds(since);
	});
	const plain = Array.from({ length: 9 }, () => {
		const since = process.cpuUsage();
		for (const { text } of test) topics.chances({ text });
		return test.length / seconds(since);
	});
	return [
		{
			what: 'texts a second on one core, with the words that decided',
			value: Math.round(median(rates)),
			least: 1000,
			told: `${rounded(1000 / median(rates), 2)} ms of CPU a text; without the words ${rounded(1000 / median(plain), 2)} ms; ${topics.labels.length} topics of Kursk`,
		},
		{
			what: 'training, seconds of CPU',
			value: rounded(spent, 1),
			most: 60,
			told: `${train.length} texts, ${topics.labels.length} topics, ${topics.vocabulary.size} features; four times on three quarters to weigh the opinions, once on all`,
		},
		{
			what: 'loading a model, ms',
			value: rounded(median(loading), 1),
			most: 100,
			told: `${rounded(bytes.length / 1e6, 1)} MB in memory`,
		},
	];
}
