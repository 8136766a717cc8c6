import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { database, newId, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { leafOf, publishedTile, queueLeavesOf } from '#platform/transparency/door.server.ts';
import { recall } from '#platform/transparency/memory.server.ts';
import { runLog } from '#platform/transparency/run.server.ts';
import { aSequencer } from '#platform/transparency/sequence.server.ts';
import { readHead } from '#platform/transparency/store.server.ts';
import { leafHash, rootOf } from '#platform/transparency/tlog/merkle.ts';
import { nodeCrypto } from '#platform/transparency/tlog/node-crypto.server.ts';
import { entriesOf, tileAt } from '#platform/transparency/tlog/tiles.ts';
import { ended } from './mill-processes.ts';

const script = fileURLToPath(new URL('./log-process.ts', import.meta.url));
const { sha256 } = nodeCrypto;
const territory = 46017 as TerritoryId;

/** One that waits for its turn: starting takes longer than the life it gets. */
async function aSequencerProcess(url: string, folder: string): Promise<ChildProcess> {
	const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
		// Under `node --test` a child would report to the runner.
		env: {
			...process.env,
			NODE_TEST_CONTEXT: undefined,
			DATABASE_URL: url,
			VECHE_DATA: folder,
			NODE_COMPILE_CACHE: `${folder}/compiled`,
		},
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	await once(child.stdout!, 'data');
	return child;
}

/**
 * Kills sequencers, one after another and sometimes two at once, at random moments under a stream of leaves. Then holds everything
 * that was ever signed against the log: no leaf twice, none missing, one root for each size.
 */
export async function killSequencers(
	kills: number,
	at: { url: string; folder: string },
): Promise<{ leaves: number; states: number }> {
	const sql = database();
	const asked = new Set<string>();
	const signed = new Map<string, string>();
	const note = (size: bigint, root: Uint8Array) => {
		const [key, hex] = [String(size), Buffer.from(root).toString('hex')];
		assert.equal(signed.get(key) ?? hex, hex, `two roots of size ${key}`);
		signed.set(key, hex);
	};
	let writing = true;
	const writer = (async () => {
		while (writing) {
			const leaves = Array.from({ length: randomInt(1, 9) }, () => {
				const sealed = { kind: 'vote', territory, thing: newId(), at: new Date() };
				return { ...sealed, ...leafOf({ ...sealed, content: 'x' }) };
			});
			await transaction((tx) => queueLeavesOf(tx, leaves));
			for (const { leaf } of leaves) asked.add(leaf.toString('hex'));
			await sleep(5);
		}
	})();
	const noteAll = async () => {
		const remembered = recall();
		if (remembered) note(remembered.size, remembered.root);
		for (const row of await sql<
			{ size: string; root: Buffer }[]
		>`select size::text, root from transparency.checkpoint`)
			note(BigInt(row.size), row.root);
	};
	// The first ends by itself and leaves its modules compiled for all that follow.
	const first = await aSequencerProcess(at.url, at.folder);
	first.stdin!.write('end\n');
	await once(first, 'exit');
	let waiting = [aSequencerProcess(at.url, at.folder), aSequencerProcess(at.url, at.folder)];
	for (let done = 0; done < kills; ) {
		const now = await Promise.all(waiting);
		waiting = [aSequencerProcess(at.url, at.folder), aSequencerProcess(at.url, at.folder)];
		for (const victim of now) victim.stdin!.write('go\n');
		for (const victim of now) {
			// somewhere in its first turns, however slow the machine is
			for (let turns = randomInt(0, 3); turns > 0; turns--) await once(victim.stdout!, 'data');
			await sleep(randomInt(0, 40));
			await ended(victim, 'SIGKILL');
			done++;
			await noteAll();
		}
	}
	writing = false;
	await writer;
	for (const spare of await Promise.all(waiting)) await ended(spare, 'SIGKILL');
	const last = { ...aSequencer(), lease: 0 };
	for (
		let turn = 0;
		turn < 1000 &&
		(await sql`select from transparency.leaf_queue where territory_id = ${territory} limit 1`).length > 0;
		turn++
	)
		await runLog(sql, last);
	await runLog(sql, last);
	await noteAll();
	const { size, halted } = await readHead(sql);
	assert.equal(halted, null);
	assert.equal(size, BigInt(asked.size), 'leaves lost or doubled');
	const leaves: Uint8Array[] = [];
	for (let n = 0n; n * 256n < size; n++)
		for (const entry of entriesOf((await publishedTile(tileAt('entries', n, size)!))!))
			leaves.push(leafHash(sha256, entry));
	assert.deepEqual(new Set(leaves.map((leaf) => Buffer.from(leaf).toString('hex'))), asked);
	for (const [of, root] of signed)
		assert.equal(
			Buffer.from(rootOf(sha256, leaves.slice(0, Number(of)))).toString('hex'),
			root,
			`size ${of}`,
		);
	const places = await sql<{ position: string }[]>`
		select position::text from transparency.logged where territory_id = ${territory} order by logged.position`;
	assert.ok(places.every((row, i) => row.position === String(i)));
	return { leaves: asked.size, states: signed.size };
}
