/** Where and when a photograph was taken, as the camera wrote it down. */
export type Shot = {
	/** By the clock of the camera, `2026-11-20T14:05:00`; null when it wrote none. */
	takenAt: string | null;
	/** Of that clock from UTC, `+05:00`; null when unknown. */
	offset: string | null;
	/** Degrees, WGS 84. */
	point: { lat: number; lon: number } | null;
};

const tags = { exif: 0x8769, gps: 0x8825, takenAt: 0x9003, offset: 0x9011, changedAt: 0x0132 } as const;
const gpsTags = { latRef: 1, lat: 2, lonRef: 3, lon: 4 } as const;
/** Bytes of a value by its type (Exif 2.32, section 4.6.2). */
const sizes: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8 };

type Entry = { type: number; count: number; at: number };

/**
 * Reads place and time out of an EXIF block (Exif 2.32; TIFF 6.0 for the shape). Everything that is broken, impossible or
 * absent is null: a photograph is never refused for what stands beside its pixels.
 */
export function readShot(exif: Buffer | undefined): Shot | null {
	if (!exif || exif.length < 20) return null;
	const start = exif.toString('latin1', 0, 4) === 'Exif' ? 6 : 0;
	const tiff = exif.subarray(start);
	try {
		return shotFrom(tiff);
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}

function shotFrom(tiff: Buffer): Shot | null {
	const order = tiff.toString('latin1', 0, 2);
	if (order !== 'II' && order !== 'MM') return null;
	const read = new Reader(tiff, order === 'II');
	if (read.short(2) !== 42) return null;
	const main = read.directory(read.long(4));
	const inner = main.has(tags.exif) ? read.directory(read.numberOf(main.get(tags.exif))) : new Map();
	const gps = main.has(tags.gps) ? read.directory(read.numberOf(main.get(tags.gps))) : new Map();
	const taken = read.text(inner.get(tags.takenAt)) || read.text(main.get(tags.changedAt));
	const offset = read.text(inner.get(tags.offset));
	const shot: Shot = {
		takenAt: momentOf(taken),
		offset: /^[+-]\d{2}:\d{2}$/.test(offset) ? offset : null,
		point: pointOf(read, gps),
	};
	return shot.takenAt || shot.point ? shot : null;
}

/** `2026:11:20 14:05:00` of EXIF; a clock that was never set says zeros. */
function momentOf(text: string): string | null {
	const match = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}):(\d{2}):(\d{2})/.exec(text);
	if (!match) return null;
	const [, year, month, day, hour, minute, second] = match;
	const moment = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
	const parsed = new Date(`${moment}Z`);
	const real = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(moment);
	return real && Number(year) >= 1990 ? moment : null;
}

function pointOf(read: Reader, gps: Map<number, Entry>): Shot['point'] {
	const lat = degreesOf(read.rationals(gps.get(gpsTags.lat)), read.text(gps.get(gpsTags.latRef)) === 'S');
	const lon = degreesOf(read.rationals(gps.get(gpsTags.lon)), read.text(gps.get(gpsTags.lonRef)) === 'W');
	if (lat === null || lon === null || Math.abs(lat) > 90 || Math.abs(lon) > 180) return null;
	// a receiver that has not found itself writes zeros
	if (Math.abs(lat) < 0.01 && Math.abs(lon) < 0.01) return null;
	return { lat, lon };
}

function degreesOf(parts: number[], negative: boolean): number | null {
	const [degrees, minutes = 0, seconds = 0] = parts;
	if (degrees === undefined || ![degrees, minutes, seconds].every(Number.isFinite)) return null;
	const value = degrees + minutes / 60 + seconds / 3600;
	return Number((negative ? -value : value).toFixed(6));
}

/** Reading beyond the end throws RangeError, as Buffer does. */
class Reader {
	readonly #bytes: Buffer;
	readonly #little: boolean;
	constructor(bytes: Buffer, little: boolean) {
		this.#bytes = bytes;
		this.#little = little;
	}
	short(at: number): number {
		return this.#little ? this.#bytes.readUInt16LE(at) : this.#bytes.readUInt16BE(at);
	}
	long(at: number): number {
		return this.#little ? this.#bytes.readUInt32LE(at) : this.#bytes.readUInt32BE(at);
	}
	directory(at: number): Map<number, Entry> {
		const entries = new Map<number, Entry>();
		// no camera writes more; a broken count must not cost time
		const count = Math.min(this.short(at), 200);
		for (let i = 0; i < count; i++) {
			const here = at + 2 + i * 12;
			const type = this.short(here + 2);
			const length = (sizes[type] ?? 1) * this.long(here + 4);
			entries.set(this.short(here), {
				type,
				count: this.long(here + 4),
				at: length <= 4 ? here + 8 : this.long(here + 8),
			});
		}
		return entries;
	}
	numberOf(entry: Entry | undefined): number {
		if (!entry) return 0;
		return entry.type === 3 ? this.short(entry.at) : this.long(entry.at);
	}
	text(entry: Entry | undefined): string {
		if (entry?.type !== 2 || entry.count > 64) return '';
		return this.#bytes
			.toString('latin1', entry.at, entry.at + entry.count)
			.split('\0', 1)[0]!
			.trim();
	}
	rationals(entry: Entry | undefined): number[] {
		if (entry?.type !== 5 || entry.count > 8) return [];
		return Array.from(
			{ length: entry.count },
			(_, i) => this.long(entry.at + i * 8) / this.long(entry.at + i * 8 + 4),
		);
	}
}
