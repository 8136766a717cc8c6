import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doubtsOf, shotFacts, workBeganAfter } from './shot.ts';

const place = { lat: 57.43, lon: 56.94 };
const north = (metres: number) => ({ lat: place.lat + metres / 111_195, lon: place.lon });
const filed = new Date('2026-11-20T09:00:00Z');
const sent = new Date('2026-11-25T09:00:00Z');

test('the clock of a camera is that of the territory unless it names its zone', () => {
	const at = { place, zone: 'Asia/Yekaterinburg' };
	const shot = { takenAt: '2026-11-24T14:05:00', point: north(120) };
	assert.deepEqual(shotFacts({ ...shot, offset: null }, at), {
		takenAt: new Date('2026-11-24T09:05:00Z'),
		metres: 120,
	});
	assert.equal(
		shotFacts({ ...shot, offset: '+03:00' }, at).takenAt?.toISOString(),
		'2026-11-24T11:05:00.000Z',
	);
	assert.equal(shotFacts({ ...shot, offset: null }, { ...at, place: null }).metres, null);
	assert.deepEqual(shotFacts(null, at), { takenAt: null, metres: null });
});

test('a photograph is doubtful when taken far away, before the filing or in the future', () => {
	const cases: [{ takenAt: string | null; metres: number | null }, string[]][] = [
		[{ takenAt: '2026-11-24T09:00:00Z', metres: 40 }, []],
		[{ takenAt: null, metres: null }, []],
		[{ takenAt: '2026-11-24T09:00:00Z', metres: 301 }, ['far']],
		[{ takenAt: '2026-11-20T08:55:00Z', metres: null }, []],
		[{ takenAt: '2026-11-19T09:00:00Z', metres: 2_000 }, ['far', 'old']],
		[{ takenAt: '2027-01-01T00:00:00Z', metres: 0 }, ['ahead']],
	];
	for (const [{ takenAt, metres }, expected] of cases)
		assert.deepEqual(
			doubtsOf({ takenAt: takenAt ? new Date(takenAt) : null, metres }, filed, sent),
			expected,
		);
});

test('after a return the work begins anew: a photograph from before it proves nothing', () => {
	const returned = new Date('2026-11-26T09:00:00Z');
	assert.equal(workBeganAfter(filed, []), filed);
	assert.equal(workBeganAfter(filed, [{ verdict: 'returned', verdictAt: returned }]), returned);
});
