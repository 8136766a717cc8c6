import { setTimeout as wait } from 'node:timers/promises';
import {
	database,
	newId,
	type TerritoryId,
	transaction,
	type Uuid,
	writeTogether,
} from '#platform/db/door.server.ts';
import {
	type Leaf,
	leafOf,
	queueLeavesOf,
	receiptOf,
	type Sealed,
} from '#platform/transparency/door.server.ts';
import { publishedPolicy } from '#platform/transparency/proof.server.ts';
import { runLog } from '#platform/transparency/run.server.ts';
import { nodeCrypto } from '#platform/transparency/tlog/node-crypto.server.ts';
import { parsePolicy } from '#platform/transparency/tlog/policy.ts';
import { checkReceipt } from '#platform/transparency/tlog/receipt.ts';
import { openHouse } from '../src/start.server.ts';
import { quantile } from './appeals/clients.ts';
import { atPace, paceInWords, paceOf } from './appeals/pace.ts';
import { cpuBelow } from './cpu.ts';
import { type Finding, rounded } from './report.ts';
import { openWorld } from './world.ts';

const rate = 1_000;
const seconds = Number(process.env.VECHE_BENCH_SECONDS ?? 60);
const content = 'What was filed or voted, as its receipt opens it.';

type Logged = { sealed: Sealed; leaf: Leaf; committed: number };

/**
 * Receipts of the transparency log, a thousand a second for a minute: each leaf is committed to the disk with those that come at the same
 * time, taken in, signed for, and proven by a receipt of its own; all in one process, so on one core, the database beside it.
 */
export async function receipts(): Promise<Finding[]> {
	const world = await openWorld();
	const house = await openHouse(world.config, { jobs: false });
	try {
		await run(rate, 3);
		const pace = await paceOf(world.url);
		const offered = Math.round(rate * Math.min(1, pace.share));
		const before = { own: process.cpuUsage(), database: cpuBelow(world.postgres) };
		const found = await run(offered, seconds);
		const used = process.cpuUsage(before.own);
		const own = (used.user + used.system) / 1e6;
		const beside = cpuBelow(world.postgres) - before.database;
		const policy = parsePolicy(nodeCrypto, await publishedPolicy());
		const wrong = found.receipts.filter(
			(receipt) => !isGood(() => checkReceipt(nodeCrypto, policy, receipt)),
		);
		const each = (cpu: number) => rounded((cpu / found.receipts.length) * 1000, 2);
		return [
			{
				what: 'receipts to which a second of one core is enough',
				value: rounded(found.receipts.length / own / Math.min(1, pace.share), 0),
				least: rate,
				told: `${offered} a second offered for ${seconds} s, which is ${rate} at the pace written down; ${found.receipts.length} receipts in ${rounded(found.seconds, 1)} s, the last of them a turn of the log after the last leaf; ${rounded((own / found.seconds) * 100, 0)} % of one core; CPU a receipt: ${each(own)} ms of Node, ${each(beside)} ms of PostgreSQL; ${paceInWords(pace)}`,
			},
			{
				what: 'from the commit of a leaf to its receipt: p99, ms',
				value: atPace(quantile(found.waits, 0.99), pace),
				told: `p50 ${rounded(quantile(found.waits, 0.5), 0)}, p99 ${rounded(quantile(found.waits, 0.99), 0)} ms by the clock; the log is signed once a second`,
			},
			{
				what: 'leaves without a receipt, or with one that does not check',
				value: found.missing + wrong.length,
				most: 0,
				told: 'each is checked as `veche verify` does',
			},
		];
	} finally {
		await house.close();
		await world.stop();
	}
}

/** Leaves come at a rate, whatever becomes of those before; the log runs as the server runs it, once a second. */
async function run(perSecond: number, forSeconds: number) {
	const line: Logged[] = [];
	const committed: Promise<void>[] = [];
	const commit = writeTogether<Logged, null>({
		most: 40,
		territoryOf: ({ sealed }) => sealed.territory,
		async write(part) {
			await transaction((tx) =>
				queueLeavesOf(
					tx,
					part.map(({ sealed, leaf: { commitment, leaf } }) => ({ ...sealed, commitment, leaf })),
				),
			);
			return part.map(() => null);
		},
	});
	const began = performance.now();
	const all = perSecond * forSeconds;
	const found = { receipts: [] as string[], waits: [] as number[], missing: 0, seconds: 0 };
	let ended = false;
	const log = (async () => {
		while (!ended || line.length > 0) {
			const turn = performance.now();
			while (await runLog(database()));
			await prove(line, found);
			if (ended && performance.now() - began > (forSeconds + 60) * 1000) break;
			await wait(Math.max(0, 1_000 - (performance.now() - turn)));
		}
	})();
	for (let sent = 0; sent < all; ) {
		const due = Math.min(all, Math.floor(((performance.now() - began) / 1000) * perSecond));
		for (; sent < due; sent++) {
			const one = aLeaf();
			committed.push(
				commit(one).then(() => {
					one.committed = performance.now();
					line.push(one);
				}),
			);
		}
		await wait(4);
	}
	await Promise.all(committed);
	ended = true;
	await log;
	found.missing = line.length;
	found.seconds = (performance.now() - began) / 1000;
	found.waits.sort((a, b) => a - b);
	return found;
}

function aLeaf(): Logged {
	const sealed: Sealed = {
		kind: 'vote',
		territory: 1 as TerritoryId,
		thing: newId() as unknown as Uuid,
		at: new Date(),
	};
	return { sealed, leaf: leafOf({ ...sealed, content }), committed: 0 };
}

/** Receipts of all that is signed for by now; what waits stays in line. */
async function prove(line: Logged[], found: { receipts: string[]; waits: number[] }): Promise<void> {
	const waiting = line.splice(0);
	// so many people ask at once
	const width = 32;
	await Promise.all(
		Array.from({ length: width }, async (_, nth) => {
			for (let i = nth; i < waiting.length; i += width) {
				const one = waiting[i] as Logged;
				const { territory, kind, thing } = one.sealed;
				const receipt = await receiptOf(
					{ territory, kind, thing, leaf: one.leaf.leaf },
					{ nonce: one.leaf.nonce, content },
				);
				if (receipt === null) line.push(one);
				else {
					found.receipts.push(receipt);
					found.waits.push(performance.now() - one.committed);
				}
			}
		}),
	);
}

function isGood(check: () => unknown): boolean {
	try {
		check();
		return true;
	} catch {
		return false;
	}
}
