import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { plainText, wordsIn } from '#numerics/classifier/plain-text.ts';
import { referenceData, withoutReferenceData } from '#tests/support/reference-data.ts';

export type Text = { text: string; topic: string; category: string; executor: string };
export type TextSet = { name: string; train: Text[]; test: Text[]; told: string };

export const withoutSets = withoutReferenceData('appeals/kursk-train.csv');

/** Appeals of the Kursk region, as the organisers of the contest parted them; the test part has no categories. */
export function kursk(): TextSet {
	const rows = (part: string) =>
		(
			parse(readFileSync(referenceData(`appeals/kursk-${part}.csv`)), { columns: true }) as Record<
				string,
				string
			>[]
		).map(
			(row): Text => ({
				text: row.text ?? '',
				topic: row.topic ?? '',
				category: row.category ?? '',
				executor: row.executor ?? '',
			}),
		);
	return parted('Kursk', rows('train'), rows('test'));
}

/** Reports of defects in Konstanz, in German: the first seven tenths by time to learn from. */
export function konstanz(): TextSet {
	const file = gunzipSync(readFileSync(referenceData('requests-311/konstanz-maengelmelder-2020.csv.gz')));
	const rows = parse(file, { columns: true, relax_quotes: true }) as Record<string, string>[];
	const texts = rows
		.toSorted((a, b) => ((a['Gemeldet-am'] ?? '') < (b['Gemeldet-am'] ?? '') ? -1 : 1))
		.map((row): Text => {
			const topic = (row.Kategorie ?? '').trim();
			const category = topic.split('>')[0]?.trim() ?? '';
			return { text: row.Text ?? '', topic, category, executor: (row.Gruppe ?? '').trim() };
		})
		.filter((one) => one.topic && one.text.trim());
	const cut = Math.floor(texts.length * 0.7);
	return parted('Konstanz', texts.slice(0, cut), texts.slice(cut));
}

/** No text of the test part stands in the train part or twice in its own, whatever its HTML, case and signs. */
function parted(name: string, train: Text[], test: Text[]): TextSet {
	const seen = new Set<string>();
	const once = (texts: Text[]) =>
		texts.filter(({ text }) => {
			const same = wordsIn(plainText(text)).folded.join(' ');
			return !seen.has(same) && seen.add(same);
		});
	const [a, b] = [once(train), once(test)];
	const dropped = train.length + test.length - a.length - b.length;
	return {
		name,
		train: a,
		test: b,
		told: `${a.length} texts to learn from, ${b.length} to judge, ${dropped} repeated ones left out`,
	};
}
