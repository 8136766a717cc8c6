/** How the letters of a text file are written down. */
export const encodings = [
	'utf-8',
	'utf-16le',
	'utf-16be',
	'windows-1251',
	'koi8-r',
	'ibm866',
	'windows-1252',
] as const;
export type Encoding = (typeof encodings)[number];

/** Looked at when the encoding is guessed. */
const sample = 200_000;

/**
 * Guesses the encoding: a mark at the beginning, zero bytes of UTF-16, valid UTF-8, else the one-byte alphabet in which the
 * text looks most like Russian. Old office programs write windows-1251, older ones ibm866; koi8-r comes by mail.
 */
export function guessEncoding(bytes: Uint8Array): Encoding {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
	const head = bytes.subarray(0, sample);
	const zeros = [0, 0];
	for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i % 2]!++;
	// Cyrillic of UTF-16 has 04 in one byte of two, but spaces and signs have zeros
	if (zeros[1]! > head.length / 50 && zeros[0]! < zeros[1]! / 10) return 'utf-16le';
	if (zeros[0]! > head.length / 50 && zeros[1]! < zeros[0]! / 10) return 'utf-16be';
	if (isUtf8(bytes)) return 'utf-8';
	return oneByte(head);
}

function isUtf8(bytes: Uint8Array): boolean {
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
}

function oneByte(head: Uint8Array): Encoding {
	let high = 0;
	let lone = 0;
	for (let i = 0; i < head.length; i++) {
		if (head[i]! < 0x80) continue;
		high++;
		if (isLatin(head[i - 1]) || isLatin(head[i + 1])) lone++;
	}
	// accented letters stand among Latin ones, Cyrillic words stand together
	if (lone * 2 > high) return 'windows-1252';
	let best: { encoding: Encoding; score: number } = {
		encoding: 'windows-1251',
		score: Number.NEGATIVE_INFINITY,
	};
	for (const encoding of ['windows-1251', 'koi8-r', 'ibm866'] as const) {
		const score = russianness(new TextDecoder(encoding).decode(head));
		if (score > best.score) best = { encoding, score };
	}
	return best.encoding;
}

const isLatin = (byte: number | undefined): boolean =>
	byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));

/** Frequent small letters speak for it; capitals inside words and signs of tables and frames against it. */
function russianness(text: string): number {
	let score = 0;
	let before = '';
	for (const sign of text) {
		if ('оеаинтсрвл'.includes(sign)) score += 2;
		else if (/[а-яё]/.test(sign)) score += 1;
		else if (/[А-ЯЁ]/.test(sign)) score += /[а-яё]/.test(before) ? -3 : 0;
		else if (sign > '\u007f' && !'«»№—–…“”„°'.includes(sign)) score -= 3;
		before = sign;
	}
	return score;
}

/** The text without a mark at its beginning. Broken signs become U+FFFD: the checks of the rows name them. */
export function decodeText(bytes: Uint8Array, encoding: Encoding): string {
	const text = new TextDecoder(encoding).decode(bytes);
	return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
