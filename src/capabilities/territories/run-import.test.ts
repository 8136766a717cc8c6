import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transaction } from '#platform/db/door.server.ts';
import { stopWork } from '#platform/jobs/door.server.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aCountry, aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { beginImport, bringIn, importReport, repeatImport } from './run-import.ts';

const h = await house();
const list = `oktmo,check_digit,name
57000000,8,Муниципальные образования Пермского края
57722000,3,город Кунгур
`;
const administrator = async (territory: Awaited<ReturnType<typeof aTerritory>>) =>
	(await anAccount({ roles: [{ role: 'administrator', territory, reach: 'subtree' }] })).actor();
const file = (text: string) => ({ name: 'list.csv', bytes: Buffer.from(text) });

test('an import of the office is checked first, then carried out from the kept file', async () => {
	const country = await aCountry();
	const actor = await administrator(country);
	const territory = country.id;
	const dry = await beginImport(actor, { territory, file: file(list), dryRun: true, skipWrong: false });
	await h.runJobs();
	assert.deepEqual((await importReport(actor, territory, dry)).run.counts.territories, 2);
	const real = await repeatImport(actor, territory, dry, { skipWrong: false });
	await h.runJobs();
	const { run } = await importReport(actor, territory, real);
	assert.deepEqual([run.state, run.dryRun, (run.counts.changes ?? 0) > 0], ['done', false, true]);
	await assert.rejects(repeatImport(actor, territory, real, { skipWrong: false }), /file-gone/);
});

test('a file that is no list is a report, not a failure', async () => {
	const country = await aCountry();
	const actor = await administrator(country);
	const territory = country.id;
	const id = await beginImport(actor, {
		territory,
		file: file('a,b\n1,2\n'),
		dryRun: false,
		skipWrong: false,
	});
	await h.runJobs();
	const { run, problems } = await importReport(actor, territory, id);
	assert.equal(run.state, 'refused');
	assert.deepEqual(
		problems.map((one) => [one.code, one.facts.code]),
		[['file', 'territories.import.unknown-format']],
	);
});

test('what an official stops has changed nothing and can be carried out later', async () => {
	const country = await aCountry();
	const actor = await administrator(country);
	const territory = country.id;
	const id = await beginImport(actor, { territory, file: file(list), dryRun: false, skipWrong: false });
	const told = {
		stopped: async () => true,
		progress: async () => {},
		save: async () => {},
		finish: () => {},
	};
	const context = { signal: new AbortController().signal, attempt: 1, key: null, work: told };
	await bringIn({ territory, import: id, skipWrong: false }, context as never);
	const { run } = await importReport(actor, territory, id);
	assert.equal(run.state, 'stopped');
	assert.ok(run.work);
	await transaction((tx) => stopWork(tx, actor, run.work as string));
	assert.ok(await repeatImport(actor, territory, id, { skipWrong: false }));
	await h.runJobs();
});

test('the demonstration takes no real lists, and strangers start nothing', async () => {
	const country = await aCountry();
	const invented = await aTerritory({ kind: 'country', parent: null, demonstration: true, root: false });
	const actor = await administrator(invented);
	const begin = (territory: typeof country.id) =>
		beginImport(actor, { territory, file: file(list), dryRun: true, skipWrong: false });
	await assert.rejects(begin(invented.id), /demonstration/);
	await assert.rejects(begin(country.id), /not-found/);
});
