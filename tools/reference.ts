/**
 * What a rule gives on an election of a file, for comparison with other programs:
 *   npm run -s reference -- FILE.pb --rule equalshares/add1
 * One line of JSON: the name of the file, and the projects that are funded, in the order of the file. A file may be packed (.gz).
 * The count of a vote of this platform by the rule that was fixed when it opened, with the proof of that from its page:
 *   npm run -s reference -- votes.csv opened.tlog-proof closed.tlog-proof
 * With the proof of the result the answer is compared with it; what differs is told, and the command fails.
 *   --satisfaction count|cost|root   what equal shares compare (cost)
 *   --strict                         a file with any fault is not counted; else faults are told beside and what is wrong left out
 *   --explain ru|en                  the explanation instead of the line
 * The answers to cases of the econometric engine, one line of JSON a case; or a table of how they agree with what is expected:
 *   npm run -s reference -- FILE.json...
 *   npm run reference -- --check FOLDER
 */
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { budgetRules } from '#numerics/counting/budget/rules.ts';
import { readPabulib } from '#numerics/counting/pabulib/read.ts';
import { answerCases, checkCases } from './reference-cases.ts';
import { isProof, recountVotes } from './reference-votes.ts';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		rule: { type: 'string' },
		satisfaction: { type: 'string', default: 'cost' },
		strict: { type: 'boolean', default: false },
		explain: { type: 'string' },
		check: { type: 'boolean', default: false },
	},
});
const satisfactions = ['count', 'cost', 'root'] as const;
const satisfaction = satisfactions.find((one) => one === values.satisfaction);
const count = budgetRules[values.rule ?? ''];
const explainIn = values.explain ? (values.explain === 'en' ? 'en' : 'ru') : null;

const isCases = values.check || positionals.some((path) => path.endsWith('.json'));
process.exitCode = isCases ? answerOrCheck() : await countVotes();

/** npm goes to the folder of the project; a file is named from where one called. */
function pathOf(path: string): string {
	return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}

function answerOrCheck(): number {
	const paths = positionals.map(pathOf);
	return (values.check ? checkCases(paths) : answerCases(paths)) ? 0 : 1;
}

async function countVotes(): Promise<number> {
	const files = positionals.length > 0 && (count || positionals.length > 1) ? positionals.map(read) : [];
	const proofs = files.filter(isProof);
	return proofs.length > 0 ? await countVote(files, proofs) : await countElection(files);
}

function read(path: string): { path: string; text: string } {
	const bytes = readFileSync(pathOf(path));
	return { path, text: (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString() };
}

type Read = ReturnType<typeof read>;

async function countVote(files: Read[], proofs: Read[]): Promise<number> {
	const votes = files.find((one) => !isProof(one));
	const { lines, faults } = votes
		? await recountVotes(votes, proofs, explainIn)
		: { lines: [], faults: ['no file of votes was named'] };
	for (const line of lines) console.log(line);
	for (const fault of faults) console.error(fault);
	return faults.length === 0 ? 0 : 1;
}

async function countElection(files: Read[]): Promise<number> {
	const [only] = files;
	if (!only || files.length > 1 || !count || !satisfaction) {
		console.error(
			'npm run -s reference -- FILE.pb --rule RULE [--satisfaction count|cost|root] [--strict] [--explain ru|en]',
		);
		console.error(
			'npm run -s reference -- votes.csv opened.tlog-proof [closed.tlog-proof] [--explain ru|en]',
		);
		console.error(`rules: ${Object.keys(budgetRules).join(', ')}`);
		return 1;
	}
	const { path, text } = only;
	const { election, faults, file } = readPabulib(text, values.strict ? 'strict' : 'tolerant');
	for (const { line, code, text: found } of faults) console.error(`${path}:${line}: ${code}: ${found}`);
	if (!election) return 1;
	const result = count(election, { satisfaction, threshold: election.threshold, unit: election.unit });
	if (explainIn) await explain(explainIn, { election, file, result });
	else {
		const funded = new Set(result.selected);
		const id = basename(path).replace(/\.pb(\.gz)?$/, '');
		console.log(JSON.stringify({ id, answer: { selected: election.ids.filter((_, c) => funded.has(c)) } }));
	}
	return 0;
}

type Explained = {
	election: NonNullable<ReturnType<typeof readPabulib>['election']>;
	file: ReturnType<typeof readPabulib>['file'];
	result: ReturnType<(typeof budgetRules)[string]>;
};

/** Step by step in words, with the names of the file. */
async function explain(lang: 'ru' | 'en', { election, file, result }: Explained): Promise<void> {
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
	const parts = 100n / election.unit || 1n;
	const money = (amount: bigint) =>
		`${words.formats.number(Number(amount) / Number(election.unit * parts))} ${currency}`.trim();
	const names = election.ids.map((id) => name.get(id) || id);
	const told = explainBudget(result, { words, election, names, money, parts });
	for (const line of [...told.steps, ...told.ties, '', ...told.unfunded]) console.log(line);
}
