import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import type { Refusal } from '#platform/errors/door.ts';
import { filesOf } from '#platform/files/door.server.ts';
import { maySeeFile } from '#platform/files/see.server.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aFolder, anUpload, aPhotograph } from '#tests/support/fixtures/files.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { answerAppeal } from '../answer-appeal.ts';
import type { AppealRef } from '../appeal.ts';
import { decideReview } from '../closing/decide-review.ts';
import { readAppeal } from '../read-appeal.ts';
import { returnAnswer } from '../return-answer.ts';
import * as store from '../store.server.ts';
import { takeUp } from '../take-up.ts';
import * as field from './field-store.server.ts';
import { myRoute } from './my-route.ts';
import { reportFromField } from './report-from-field.ts';

const h = await house();
const read = async (ref: AppealRef) => (await store.read(database(), ref))!;

async function aWorker() {
	const town = await aTerritory();
	const body = await aBody(town.id);
	await body.answersFor('roads');
	const worker = await (await body.staff('executor')).actor();
	const other = await (await body.staff('executor')).actor();
	return { town, worker, other };
}
const aReport = (ref: AppealRef, key: string, more: Partial<Parameters<typeof reportFromField>[1]> = {}) => ({
	appeal: `${ref.territory}/${ref.id}`,
	outcome: 'done' as const,
	text: 'Яма засыпана',
	before: [],
	after: [],
	lat: Number.NaN,
	lon: Number.NaN,
	written: '',
	show: true,
	uploads: { before: [], after: [] },
	key,
	...more,
});

test('a report sent five times by one key is one report, and taking the work up is told', async () => {
	const { town, worker, other } = await aWorker();
	const receipt = await anAppeal(town.id);
	await h.runJobs();
	await Promise.all(Array.from({ length: 5 }, () => reportFromField(worker, aReport(receipt, 'one'))));
	await h.runJobs();
	assert.equal((await field.reportsOf(database(), receipt)).length, 1);
	assert.deepEqual(
		[(await read(receipt)).state, (await read(receipt)).executor],
		['in-work', worker.account],
	);
	await reportFromField(other, aReport(receipt, 'one', { text: 'И я там был' }));
	assert.equal(
		(await field.reportsOf(database(), receipt)).length,
		2,
		'the key of another person is another',
	);
	await assert.rejects(reportFromField(outsider(), aReport(receipt, 'x')), {
		code: 'platform.sign-in-first',
	});
	const { worker: foreign } = await aWorker();
	await assert.rejects(reportFromField(foreign, aReport(receipt, 'x')), { code: 'platform.not-allowed' });
	await assert.rejects(reportFromField(worker, aReport(receipt, 'y', { text: ' ' })), { name: 'Invalid' });
});

test('pictures from the field are a matter of the office until the answer, and then only those that were marked', async () => {
	const { town, worker } = await aWorker();
	const receipt = await anAppeal(town.id);
	await h.runJobs();
	await using folder = await aFolder();
	const picture = async (width: number) => anUpload(folder.path, 'photo.jpg', await aPhotograph({ width }));
	const after = [await picture(800)];
	await reportFromField(worker, aReport(receipt, 'shown', { uploads: { before: [], after } }));
	const before = [await picture(900)];
	await reportFromField(worker, aReport(receipt, 'kept', { show: false, uploads: { before, after: [] } }));
	const ids = (await field.reportsOf(database(), receipt)).flatMap((one) =>
		one.photographs.map((photo) => photo.file),
	);
	const files = [...(await filesOf(receipt.territory, ids as never)).values()];
	assert.equal(files.length, 2);
	for (const file of files) assert.equal(await maySeeFile(outsider(), file), false);
	assert.equal(
		(await readAppeal({ actor: outsider() }, receipt.territory, receipt.number)).photographs.length,
		0,
	);
	await answerAppeal(worker, receipt, { text: 'Яму засыпали и укатали 21 ноября.', photographs: [] });
	await h.runJobs();
	const page = await readAppeal({ actor: outsider() }, receipt.territory, receipt.number);
	assert.deepEqual(
		page.photographs.map((one) => one.moment),
		['after'],
	);
	assert.equal(
		(await Promise.all(files.map((file) => maySeeFile(outsider(), file)))).filter(Boolean).length,
		1,
	);
});

test('what its author returned to a controller is no stop of the way and takes no report until it is decided', async () => {
	const { town, worker } = await aWorker();
	const controller = await (await anAccount({ roles: [{ role: 'controller', territory: town }] })).actor();
	const author = await (await anAccount()).actor();
	const receipt = await anAppeal(town.id, { by: author });
	await h.runJobs();
	await takeUp(worker, receipt);
	await answerAppeal(worker, receipt, { text: 'Яму засыпали и укатали 21 ноября.', photographs: [] });
	await h.runJobs();
	await returnAnswer({ actor: author }, receipt, 'Засыпали другую яму.');
	await h.runJobs();
	const stops = async () =>
		(await myRoute(worker, { order: 'term', here: null })).stops.map((one) => one.number);
	assert.deepEqual(await stops(), []);
	for (const [lang, why] of [
		['ru', /на проверке.*контролёр решает до \d+ \S+ \d{4}/],
		['en', /is under review.*a controller decides by/],
	] as const)
		await assert.rejects(
			reportFromField({ ...worker, lang }, aReport(receipt, 'early')),
			(error: Refusal) => {
				assert.equal(error.status, 409);
				const said = translatorFor(lang).any(error.code, error.facts);
				assert.match(said, why);
				assert.ok(said.includes(receipt.number));
				return true;
			},
		);
	const { worker: foreign } = await aWorker();
	await assert.rejects(reportFromField(foreign, aReport(receipt, 'early')), { code: 'platform.not-allowed' });
	await decideReview(controller, receipt, { decision: 'confirmed', note: 'На снимке другой дом.' });
	await h.runJobs();
	assert.deepEqual(await stops(), [receipt.number]);
	await reportFromField(worker, aReport(receipt, 'later'));
});

test('the way begins at the place where one stands, goes to the nearest, and what has no point comes after', async () => {
	const { town, worker, other } = await aWorker();
	const at = (lat: string, where: string) => ({ lat, lon: '56.94', where });
	const refs = [
		await anAppeal(town.id, at('57.44', 'far')),
		await anAppeal(town.id, at('57.42', 'near')),
		await anAppeal(town.id, { where: 'somewhere' }),
		await anAppeal(town.id, at('57.43', 'middle')),
	];
	await h.runJobs();
	for (const ref of refs) await takeUp(worker, ref);
	await takeUp(
		other,
		await (async () => {
			const one = await anAppeal(town.id, at('57.42', 'not mine'));
			await h.runJobs();
			return one;
		})(),
	);
	await h.runJobs();
	const here = { lat: 57.41, lon: 56.94 };
	const { stops, length, start } = await myRoute(worker, { order: 'route', here });
	assert.deepEqual(
		stops.map((one) => one.placeWords),
		['near', 'middle', 'far', 'somewhere'],
	);
	assert.equal(start?.kind, 'here');
	assert.ok(Math.abs(length - 3_336) < 10, `metres: ${length}`);
	await reportFromField(worker, aReport(refs[1]!, 'done'));
	const later = await myRoute(worker, { order: 'term', here });
	assert.equal(later.stops.at(-1)?.placeWords, 'near');
	assert.ok(later.stops.at(-1)?.reportedAt);
});
