import { database } from '#platform/db/door.server.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { receiptOf } from '#platform/transparency/door.server.ts';
import type { BallotRef } from './ballot.ts';
import * as counts from './count-store.server.ts';
import { seen } from './see.ts';
import { inLang } from './view-ballot.ts';
import type { ResultLine, ResultView } from './views.ts';

/**
 * Results that stand in the log, by what the log holds of them: a crowd that looks at one result does not have its proof put together
 * at each look.
 */
const kept = new Map<string, { view: ResultView; until: number }>();
const mostKept = 200;
const keptFor = 30_000;

/** The result as it was counted and kept: showing it counts nothing. */
export async function resultOf(actor: Actor, ref: BallotRef): Promise<ResultView | null> {
	const ballot = inLang(await seen(actor, ref), actor.lang);
	if (ballot.state !== 'closed') return null;
	const db = database();
	const result = await counts.readResult(db, ref);
	if (!result) return null;
	const name = `${ref.id} ${result.leaf.toString('hex')} ${actor.lang}`;
	const known = kept.get(name);
	if (known && known.until > Date.now()) return known.view;
	const files = await counts.filesOf(db, ref);
	const { outcome } = result;
	const lines = ballot.options.map(
		(option, i): ResultLine => ({
			code: option.code,
			title: option.title,
			votes: outcome.tally[i]?.votes ?? 0,
			points: outcome.tally[i]?.points ?? 0,
			won: outcome.won.includes(option.code),
			cost: option.cost,
		}),
	);
	const place = ({ code }: ResultLine) => {
		const at = outcome.won.indexOf(code);
		return at < 0 ? outcome.won.length : at;
	};
	lines.sort((a, b) => place(a) - place(b) || b.points - a.points);
	const { rule } = ballot;
	const view: ResultView = {
		countedAt: result.countedAt,
		votes: outcome.votes,
		blank: outcome.blank,
		spoiled: outcome.spoiled,
		damaged: outcome.damaged,
		turnout: outcome.turnout,
		quorum: outcome.quorum,
		accepted: outcome.accepted,
		money:
			rule.kind === 'budget' && outcome.spent !== null
				? { budget: rule.budget, spent: BigInt(outcome.spent) }
				: null,
		lines,
		told: outcome.told[actor.lang],
		files: [
			...files.map(({ kind, name, size, sha256 }) => ({ kind, name, size, sha256: sha256.toString('hex') })),
			...(ballot.names
				? [{ kind: 'names' as const, name: `names-${ref.id}.csv`, size: null, sha256: null }]
				: []),
		],
		proof: await receiptOf(
			{ territory: ref.territory, kind: 'ballot-closed', thing: ref.id, leaf: result.leaf },
			{ nonce: result.nonce, content: result.content },
		),
	};
	if (kept.size >= mostKept) kept.clear();
	if (view.proof !== null) kept.set(name, { view, until: Date.now() + keptFor });
	return view;
}

const types: Record<string, string> = { csv: 'text/csv', pb: 'text/plain', txt: 'text/plain' };

/** One published file of a closed ballot; names stand apart from the file that the log holds, so that a person can be erased. */
export async function fileOf(
	actor: Actor,
	ref: BallotRef,
	kind: counts.FileKind | 'names',
): Promise<{ name: string; type: string; content: Uint8Array } | null> {
	const ballot = await seen(actor, ref);
	if (ballot.state !== 'closed') return null;
	const file = kind === 'names' ? await namesFile() : await counts.readFile(database(), ref, kind);
	if (!file) return null;
	return { ...file, type: `${types[file.name.split('.').at(-1) ?? ''] ?? 'text/plain'}; charset=utf-8` };

	async function namesFile() {
		if (!ballot.names) return null;
		const t = translatorFor(ballot.lang);
		const quoted = (text: string) => (/[";\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
		const rows = await counts.namedPapers(database(), ref);
		const head = `${t('ballots.file.name')};code;vote\n`;
		const text = head + rows.map(({ name, code, marks }) => `${quoted(name)};${code};${marks}\n`).join('');
		return { name: `names-${ref.id}.csv`, content: Buffer.from(text) };
	}
}
