import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { database, transaction } from '#platform/db/door.server.ts';
import {
	leafOf,
	parseTilePath,
	publishedCheckpoint,
	publishedPolicy,
	publishedTile,
	queueLeaf,
} from '#platform/transparency/door.server.ts';
import { type BallotRef, castVote, shownToMonitors, tendBallot } from '#rooms/ballots/door.server.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { anOpenBallot, aTown, hour, option, someone } from '#tests/support/fixtures/ballots.ts';
import { house } from '#tests/support/house.ts';
import { monitor } from './monitor.ts';

const h = await house();
const town = await aTown();

/** The log and what stands beside it over HTTP, without the pages around them. */
const server = createServer(async (request, response) => {
	const path = request.url!.slice('/log/'.length);
	const [first, territory = '', ballot = '', file = ''] = path.split('/');
	const name = first === 'tile' ? parseTilePath(path.slice('tile/'.length)) : null;
	const body =
		first === 'checkpoint'
			? (await publishedCheckpoint())?.note
			: first === 'policy'
				? await publishedPolicy()
				: first === 'ballots'
					? await shownToMonitors(outsider(), { territory, ballot, file })
					: name && (await publishedTile(name));
	response.writeHead(body === null || body === undefined ? 404 : 200).end(body ?? '');
});
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
after(() => server.close());

async function monitored(): Promise<{ code: number; lines: string }> {
	const lines: string[] = [];
	const { log } = console;
	console.log = (...words: unknown[]) => void lines.push(words.join(' '));
	try {
		const code = await monitor([`http://127.0.0.1:${(server.address() as AddressInfo).port}/log`]);
		return { code, lines: lines.join('\n') };
	} finally {
		console.log = log;
	}
}

let forms = 0;
async function closedBallot(votes: string[][], more: Parameters<typeof anOpenBallot>[1] = {}) {
	const ballot = await anOpenBallot(town, { mayChange: true, ...more });
	for (const marked of votes)
		await castVote(await someone(), { ballot, key: `form-${++forms}`, marks: { marked } });
	const anna = await someone();
	await castVote(anna, { ballot, key: `form-${++forms}`, marks: { marked: ['1'] } });
	await h.runJobs();
	await castVote(anna, { ballot, key: `form-${++forms}`, marks: { marked: ['2'] } });
	await tendBallot(ballot, new Date(Date.now() + 2 * hour));
	return ballot;
}

/** Another text stands in the published file for as long as the work takes. */
async function withFile(
	ballot: BallotRef,
	kind: string,
	change: (text: string) => string,
	work: () => Promise<void>,
) {
	const put = (content: Buffer) => database()`
		update ballots.published set content = ${content}
		where territory_id = ${ballot.territory} and ballot_id = ${ballot.id} and kind = ${kind}`;
	const [row] = await database()<{ content: Buffer }[]>`
		select content from ballots.published
		where territory_id = ${ballot.territory} and ballot_id = ${ballot.id} and kind = ${kind}`;
	const changed = change(row!.content.toString('utf8'));
	assert.notEqual(changed, row!.content.toString('utf8'));
	await put(Buffer.from(changed));
	await work();
	await put(row!.content);
}

test('closed votes are recounted by a stranger; a row changed or removed and a wrong outcome are named', async () => {
	const ballot = await closedBallot([['1'], ['2'], ['2'], ['3']]);
	await closedBallot([['1', '2'], ['2', '3'], ['3']], {
		options: ['1', '2', '3'].map((code, i) => option(code, { cost: BigInt(i + 1) * 50_000n })),
		marks: { kind: 'approval', least: 1 },
		rule: { kind: 'budget', name: 'equalshares/add1', budget: 200_000n, threshold: null, satisfaction: null },
		ties: { by: [], last: 'lot' },
	});
	await h.runJobs();
	const right = await monitored();
	assert.equal(right.code, 0, right.lines);
	assert.match(right.lines, /: 2, (пересчитано|recounted): 2/);

	const wrong = async (...told: RegExp[]) => {
		const { code, lines } = await monitored();
		assert.equal(code, 1);
		for (const one of told) assert.match(lines, one);
		assert.match(lines, /: 2, (пересчитано|recounted): 1/);
	};
	const changed = (text: string) => text.replaceAll(/;2$/gm, ';1');
	const differs = /(файл|file) votes (не тот|is not)/;
	await withFile(ballot, 'votes', changed, () =>
		wrong(differs, /(другой итог|another result).*\["1"\].*\["2"\]/),
	);
	const removed = (text: string) => text.replace(/\n[^\n]*\n$/, '\n');
	await withFile(ballot, 'votes', removed, () => wrong(differs, /(в файле|file has) 4.* 5/));
	const other = (text: string) => text.replace(/^./, (sign) => (sign === 'a' ? 'b' : 'a'));
	const unlogged = /(нет действующей записи|no entry in the log that stands)/;
	await withFile(ballot, 'envelopes', other, () => wrong(unlogged, /(файл|file) envelopes (не тот|is not)/));
	const twice = (text: string) => text.replace(/^(.*\n).*\n/, '$1$1');
	await withFile(ballot, 'envelopes', twice, () => wrong(/(больше одного раза|more than once)/));
	assert.equal((await monitored()).code, 0);

	// the house itself logs an outcome that the votes do not give
	const lying = await closedBallot([['1'], ['3'], ['2']]);
	const [row] = await database()<{ content: string; at: Date }[]>`
		select content, counted_at as at from ballots.result where territory_id = ${town.id} and ballot_id = ${lying.id}`;
	const content = row!.content.replace('"won":["2"]', '"won":["3"]');
	assert.notEqual(content, row!.content);
	const sealed = { kind: 'ballot-closed', territory: town.id, thing: lying.id, at: row!.at };
	const leaf = leafOf({ ...sealed, content });
	await transaction(async (tx) => {
		await tx`delete from transparency.leaf_queue where territory_id = ${town.id} and kind = 'ballot-closed' and thing = ${lying.id}`;
		await queueLeaf(tx, { ...sealed, ...leaf });
		await tx`
			update ballots.result set content = ${content}, nonce = ${leaf.nonce}, leaf = ${leaf.leaf}
			where territory_id = ${town.id} and ballot_id = ${lying.id}`;
	});
	await h.runJobs();
	const told = await monitored();
	assert.equal(told.code, 1);
	assert.match(told.lines, /(другой итог|another result).*\["2"\].*\["3"\]/);
	assert.equal(told.lines.match(/✖/g)?.length, 2, told.lines);
	assert.match(told.lines, /: 3, (пересчитано|recounted): 2/);
});
