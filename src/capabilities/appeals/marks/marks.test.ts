import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database, newId, type TerritoryId } from '#platform/db/door.server.ts';
import { Invalid, Refusal } from '#platform/errors/door.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { addReception, closeReception, receptionInput } from '../reception/manage-receptions.ts';
import { markInput, markService } from './mark-service.ts';
import { addService, leastMarks, seeMarks } from './see-marks.ts';

await house();

const withRole = async (role: string, territory: TerritoryId) =>
	(await anAccount({ roles: [{ role, territory }] })).actor();
const codeOf = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		(error) => {
			if (error instanceof Invalid) return error.problems.map((one) => one.code).join();
			if (error instanceof Refusal) return error.code;
			throw error;
		},
	);

async function aCentre() {
	const town = await aTerritory();
	const administrator = await withRole('administrator', town.id);
	const kind = receptionInput.parse({ kind: 'centre', name: 'МФЦ', address: 'улица Мира, 1' });
	const centre = await addReception(administrator, town.id, kind);
	await addService(administrator, town.id, { name: 'Замена паспорта', digital: false });
	const [service] = (await seeMarks(administrator, town.id)).services;
	const mark = (input: object, key = newId() as string) =>
		markService(outsider(), town.id, centre, { ...markInput.parse({ service: service?.id, ...input }), key });
	return { town, administrator, centre, mark };
}

test('marks make figures by centre and by service; a mean is told of enough marks only', async () => {
	const { town, administrator, mark } = await aCentre();
	for (let i = 1; i < leastMarks; i++) await mark({ mark: 5 });
	assert.deepEqual((await seeMarks(administrator, town.id)).centres[0]?.mean, null);
	await mark({ mark: 1, words: 'Ждали час', window: '3' }, 'same');
	await mark({ mark: 1, words: 'Ждали час', window: '3' }, 'same');
	const seen = await seeMarks(administrator, town.id);
	for (const line of [seen.centres[0], seen.services[0]]) {
		assert.equal(line?.marks, leastMarks, 'the same form sent twice is one mark');
		assert.ok(Math.abs((line?.mean ?? 0) - (5 * (leastMarks - 1) + 1) / leastMarks) < 1e-9);
		assert.equal(line?.badShare, 1 / leastMarks);
	}
	assert.deepEqual(
		seen.said.map(({ words, window, serviceName }) => ({ words, window, serviceName })),
		[{ words: 'Ждали час', window: '3', serviceName: 'Замена паспорта' }],
	);
});

test('a mark becomes an appeal for the authority alone where the person wants an answer and says what is wrong', async () => {
	const { town, administrator, mark } = await aCentre();
	assert.equal(await codeOf(mark({ mark: 2, answer: 'yes' })), 'appeals.marks.words.missing');
	const receipt = await mark({
		mark: 2,
		answer: 'yes',
		words: 'Не приняли документы без причины',
		window: '4',
	});
	assert.ok(receipt?.number && receipt.code);
	const [row] = await database()`
		select text, visibility, channel, place_words from appeals.appeal where territory_id = ${town.id}`;
	assert.match(
		row?.text,
		/Не приняли документы без причины[\s\S]*2 из 5[\s\S]*Замена паспорта[\s\S]*Окно: 4/,
	);
	assert.deepEqual([row?.visibility, row?.channel, row?.place_words], ['authority', 'mfc', 'улица Мира, 1']);
	assert.equal((await seeMarks(administrator, town.id)).centres[0]?.answered, 1);
});

test('a centre that was closed cannot be marked; figures are for those who keep the registry', async () => {
	const { town, administrator, centre, mark } = await aCentre();
	for (const role of ['administrator', 'head', 'controller', 'official'])
		assert.equal(await codeOf(seeMarks(await withRole(role, town.id), town.id)), 'done', role);
	for (const role of ['operator', 'editor', 'moderator'])
		assert.equal(await codeOf(seeMarks(await withRole(role, town.id), town.id)), 'platform.not-found', role);
	await closeReception(administrator, { territory: town.id, id: centre });
	assert.equal(await codeOf(mark({ mark: 5 })), 'appeals.reception.not-found');
});
