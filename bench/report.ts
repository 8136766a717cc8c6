import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

/** One figure. `least` or `most` is what was promised; `told` says what stands behind it. */
export type Finding = { what: string; value: number; least?: number; most?: number; told: string };

type Report = { name: string; day: string; machine: string; findings: Finding[] };

const folder = fileURLToPath(new URL('../docs/performance', import.meta.url));

/** Keeps the figures of one bench and makes the page anew from all that are kept. */
export function writeReport(name: string, findings: readonly Finding[]): void {
	mkdirSync(folder, { recursive: true });
	const report = { name, day: new Date().toISOString().slice(0, 10), machine: machine(), findings };
	writeFileSync(`${folder}/${name}.json`, `${JSON.stringify(report, null, '\t')}\n`);
	makePage();
}

/** The page from all figures that are kept. */
export function makePage(): void {
	const reports = Object.keys(titles).flatMap((one) =>
		readdirSync(folder).includes(`${one}.json`)
			? [JSON.parse(readFileSync(`${folder}/${one}.json`, 'utf8')) as Report]
			: [],
	);
	const page = readFileSync(`${folder}/how.md`, 'utf8');
	const tables = reports.map(
		(one) =>
			`### ${titles[one.name] ?? one.name}\nMeasured ${one.day} on ${one.machine}. Repeat: \`npm run bench ${one.name}\`.\n\n| what | promised | measured | behind it |\n| --- | --- | --- | --- |\n${one.findings
				.map((finding) => `| ${finding.what} | ${bound(finding)} | **${finding.value}** | ${finding.told} |`)
				.join('\n')}\n`,
	);
	writeFileSync(`${folder}.md`, page.replace('<!-- figures -->', tables.join('\n')));
}

const titles: Record<string, string> = {
	pages: 'Pages under load',
	weight: 'What a page weighs',
	filing: 'Filing an appeal',
	memory: 'Memory',
	import: 'Importing a table of appeals',
	votes: 'Voting',
	log: 'Receipts of the transparency log',
	counting: 'Counting of votes',
	numerics: 'The econometric engine',
	classifier: 'Guessing category and executor',
	opinions: 'Opinion groups',
	'appeals-reads': 'Five million appeals: what people look at',
	'appeals-intake': 'Intake of appeals under load',
	'appeals-thread': 'A long story of one appeal',
};

function bound({ least, most }: Finding): string {
	return least !== undefined ? `≥ ${least}` : most !== undefined ? `≤ ${most}` : '–';
}

function machine(): string {
	const [first] = cpus();
	const kind = first?.model.trim() || process.arch;
	return `${cpus().length} cores (${kind}), ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.version}, load ${loadavg()[0]?.toFixed(0)}`;
}

export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export const rounded = (value: number, digits = 2) => Number(value.toFixed(digits));
