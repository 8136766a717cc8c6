import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { readShot } from './shot.ts';

/** A small photograph whose camera wrote this. */
async function exifOf(
	gps: Record<string, string>,
	taken?: Record<string, string>,
): Promise<Buffer | undefined> {
	const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
		.jpeg()
		.withExif({ IFD3: gps, ...(taken ? { IFD2: taken } : {}) })
		.toBuffer();
	return (await sharp(bytes).metadata()).exif;
}

const kungur = {
	GPSLatitudeRef: 'N',
	GPSLatitude: '57/1 25/1 5340/100',
	GPSLongitudeRef: 'E',
	GPSLongitude: '56/1 56/1 3840/100',
};

test('the place and the time of a shot are read', async () => {
	const exif = await exifOf(kungur, {
		DateTimeOriginal: '2026:11:20 14:05:00',
		OffsetTimeOriginal: '+05:00',
	});
	assert.deepEqual(readShot(exif), {
		takenAt: '2026-11-20T14:05:00',
		offset: '+05:00',
		point: { lat: 57.4315, lon: 56.944 },
	});
});

test('south and west are negative', async () => {
	const shot = readShot(await exifOf({ ...kungur, GPSLatitudeRef: 'S', GPSLongitudeRef: 'W' }));
	assert.deepEqual(shot?.point, { lat: -57.4315, lon: -56.944 });
});

test('a receiver without a place, a clock that was never set and a division by zero are nothing', async () => {
	assert.equal(
		readShot(await exifOf({ ...kungur, GPSLatitude: '0/1 0/1 0/1', GPSLongitude: '0/1 0/1 0/1' })),
		null,
	);
	assert.equal(readShot(await exifOf({ ...kungur, GPSLatitude: '57/0 0/1 0/1' })), null);
	assert.equal(readShot(await exifOf({}, { DateTimeOriginal: '0000:00:00 00:00:00' })), null);
	assert.equal(readShot(await exifOf({}, { DateTimeOriginal: '2026:02:31 10:00:00' })), null);
});

test('broken blocks are nothing and cost nothing', async () => {
	const whole = (await exifOf(kungur)) as Buffer;
	assert.equal(readShot(undefined), null);
	assert.equal(readShot(Buffer.from('not exif at all, but long enough')), null);
	for (let length = 0; length < whole.length; length += 3) readShot(whole.subarray(0, length));
	for (let at = 0; at < whole.length; at++) {
		const spoilt = Buffer.from(whole);
		spoilt[at] = 0xff;
		readShot(spoilt);
	}
});
