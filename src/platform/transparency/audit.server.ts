import { database, type TerritoryId, type Uuid } from '../db/door.server.ts';
import { leavesOf } from './audit-store.server.ts';
import { keysOf } from './checkpoints-store.server.ts';
import { recall } from './memory.server.ts';
import { type LogFault, watchLog } from './monitor/monitor.ts';
import { publishedCheckpoint } from './proof.server.ts';
import { type LoggedRecord, loggedThings } from './records.ts';
import { readHead, readPublished } from './store.server.ts';
import { same, utf8 } from './tlog/bytes.ts';
import { nodeCrypto } from './tlog/node-crypto.server.ts';
import { parseKey } from './tlog/note.ts';
import { policyOf } from './tlog/policy.ts';
import type { Entry } from './tlog/receipt.ts';
import { parseTilePath } from './tlog/tiles.ts';

/** A thing and its leaf that do not belong together. */
export type ThingFault = {
	kind: /** The thing has no leaf, neither in the log nor in line: it was slipped in behind the house's back. */
		| 'thing-without-leaf'
		/** The thing says another leaf than the log holds. */
		| 'leaf-differs'
		| 'leaf-twice'
		/** The log holds a leaf of a thing that is no more, and nobody has withdrawn it. */
		| 'leaf-without-thing';
	at: string;
};

export type LogAudit = { things: bigint; entries: bigint; faults: (LogFault | ThingFault)[] };

const step = 2000;
const most = 100;

/** Holds every live thing against the log and the log against every live thing; the log itself is read as any monitor reads it. */
export async function auditLog(): Promise<LogAudit> {
	const db = database();
	const report: LogAudit = { things: 0n, entries: 0n, faults: [] };
	const find = (kind: ThingFault['kind'], of: string, at: { territory: number; thing: string }) => {
		if (report.faults.length < most) report.faults.push({ kind, at: `${of} ${at.territory}/${at.thing}` });
	};
	for (const things of loggedThings()) {
		let after: LoggedRecord | null = null;
		for (;;) {
			const page: LoggedRecord[] = await things.page(after, step);
			const leaves = Map.groupBy(
				await leavesOf(db, things.kind, page),
				(leaf) => `${leaf.territory}/${leaf.thing}`,
			);
			for (const record of page) {
				report.things++;
				const mine = leaves.get(`${record.territory}/${record.thing}`) ?? [];
				if (mine.length === 0) find('thing-without-leaf', things.kind, record);
				else if (mine.length > 1) find('leaf-twice', things.kind, record);
				else if (!same(new Uint8Array(mine[0]!.leaf), record.leaf)) find('leaf-differs', things.kind, record);
			}
			if (page.length < step) break;
			after = page.at(-1)!;
		}
	}
	await auditTree(report, find);
	return report;
}

type Find = (kind: ThingFault['kind'], of: string, at: { territory: number; thing: string }) => void;

async function auditTree(report: LogAudit, find: Find): Promise<void> {
	const db = database();
	const head = await readHead(db);
	if (!(await publishedCheckpoint())) return;
	const keys = (await keysOf(db, head.epoch)).map(({ vkey }) => parseKey(nodeCrypto, vkey));
	const signed = recall();
	const withdrawn = new Set<string>();
	const logged = new Map<string, { kind: string; territory: TerritoryId; thing: Uuid }>();
	const kinds = new Map(loggedThings().map((one) => [one.kind, one]));
	const { faults, entries } = await watchLog(nodeCrypto, {
		policy: policyOf(keys, [], 0),
		seen: signed?.epoch === head.epoch ? signed : null,
		fetch: async (path) => {
			if (path === 'checkpoint') return utf8((await publishedCheckpoint())!.note);
			const name = parseTilePath(path.slice('tile/'.length));
			return name && readPublished(db, name);
		},
		onEntry(entry: Entry) {
			const [territory, thing] = [entry.territory as TerritoryId, entry.thing as Uuid];
			const kind = entry.kind.replace(/-withdrawn$/, '');
			if (!kinds.has(kind)) return;
			if (kind !== entry.kind) withdrawn.add(`${kind} ${territory}/${thing}`);
			else logged.set(`${kind} ${territory}/${thing}`, { kind, territory, thing });
		},
		most,
	});
	report.entries = entries;
	report.faults.push(...faults);
	for (const [kind, things] of kinds) {
		const mine = [...logged.values()].filter((one) => one.kind === kind);
		for (let at = 0; at < mine.length; at += step) {
			const part = mine.slice(at, at + step);
			const found = new Set((await things.find(part)).map((one) => `${one.territory}/${one.thing}`));
			for (const one of part) {
				const name = `${one.territory}/${one.thing}`;
				if (!found.has(name) && !withdrawn.has(`${kind} ${name}`)) find('leaf-without-thing', kind, one);
			}
		}
	}
}
