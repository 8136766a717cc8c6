/**
 * What a rule gives on an election of a file, for comparison with other programs:
 *   npm run -s reference -- FILE.pb --rule equalshares/add1
 * One line of JSON: the name of the file, and the projects that are funded, in the order of the file. A file may be packed (.gz).
 *   --satisfaction count|cost|root   what equal shares compare (cost)
 *   --strict                         a file with any fault is not counted; else faults are told beside and what is wrong left out
 *   --explain ru|en                  the explanation instead of the line
 */
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { budgetRules } from '#numerics/counting/budget/rules.ts';
import { readPabulib } from '#numerics/counting/pabulib/read.ts';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		rule: { type: 'string' },
		satisfaction: { type: 'string', default: 'cost' },
		strict: { type: 'boolean', default: false },
		explain: { type: 'string' },
	},
});
const [path] = positionals;
const satisfactions = ['count', 'cost', 'root'] as const;
const satisfaction = satisfactions.find((one) => one === values.satisfaction);
const count = budgetRules[values.rule ?? ''];

if (!path || !count || !satisfaction) {
	console.error(
		'npm run -s reference -- FILE.pb --rule RULE [--satisfaction count|cost|root] [--strict] [--explain ru|en]',
	);
	console.error(`rules: ${Object.keys(budgetRules).join(', ')}`);
	process.exit(1);
}
// npm goes to the folder of the project; the file is named from where one called
const bytes = readFileSync(resolve(process.env.INIT_CWD ?? process.cwd(), path));
const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString();
const { election, faults, file } = readPabulib(text, values.strict ? 'strict' : 'tolerant');
for (const { line, code, text: found } of faults) console.error(`${path}:${line}: ${code}: ${found}`);
if (!election) process.exit(1);

const result = count(election, { satisfaction, threshold: election.threshold, unit: election.unit });
if (values.explain) await explain(values.explain === 'en' ? 'en' : 'ru');
else {
	const funded = new Set(result.selected);
	const id = basename(path).replace(/\.pb(\.gz)?$/, '');
	console.log(JSON.stringify({ id, answer: { selected: election.ids.filter((_, c) => funded.has(c)) } }));
}

/** Step by step in words, with the names of the file. */
async function explain(lang: 'ru' | 'en'): Promise<void> {
	const { translatorFor } = await import('#platform/i18n/door.ts');
	const { explainBudget } = await import('#numerics/counting/budget/explain.ts');
	const words = translatorFor(lang);
	const { meta, projects } = file;
	const currency = meta.rows.find(({ fields }) => fields[0] === 'currency')?.fields[1] ?? '';
	const name = new Map(
		projects.rows.map(({ fields }) => [
			fields[projects.columns.indexOf('project_id')],
			fields[projects.columns.indexOf('name')],
		]),
	);
	// shares to the hundredth
	const parts = 100n / election!.unit || 1n;
	const money = (amount: bigint) =>
		`${words.formats.number(Number(amount) / Number(election!.unit * parts))} ${currency}`.trim();
	const names = election!.ids.map((id) => name.get(id) || id);
	const told = explainBudget(result, { words, election: election!, names, money, parts });
	for (const line of [...told.steps, ...told.ties, '', ...told.unfunded]) console.log(line);
}
