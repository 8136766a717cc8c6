/** Letters of printed codes: none that is mixed up by eye (I and 1, O and 0). */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Cyrillic letters that look like ours are meant as ours. */
const alike: Record<string, string> = {
	А: 'A',
	В: 'B',
	Е: 'E',
	К: 'K',
	М: 'M',
	Н: 'H',
	Р: 'P',
	С: 'C',
	Т: 'T',
	У: 'Y',
	Х: 'X',
};

/**
 * The number of an identity paper as it enters the keyed hash: letters and digits only, those that look alike in two
 * alphabets as one. Null: too short or too long to be one.
 */
export function cleanPaper(text: string): string | null {
	const letters = [...text.normalize('NFC').toUpperCase()].map((letter) => alike[letter] ?? letter).join('');
	const clean = letters.replace(/[^\p{L}\p{Nd}]/gu, '');
	return clean.length >= 6 && clean.length <= 30 && /\p{Nd}/u.test(clean) ? clean : null;
}

/** A code on paper: `K7QM-2XVA-9C`, the last two letters being a check, so that a slip of the pen is told from a wrong code. */
export function codeOf(random: Buffer): string {
	let code = '';
	for (let i = 0; i < 8; i++) code += letters[(random[i] ?? 0) % letters.length];
	return spaced(code + check(code));
}

const spaced = (code: string) => `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`;

function check(code: string): string {
	let sum = 7;
	for (const letter of code) sum = (sum * 33 + letters.indexOf(letter) + 1) % 1021;
	return `${letters[sum >> 5]}${letters[sum & 31]}`;
}

/** A code as typed; null when it cannot be one. */
export function readPaperCode(text: string): string | null {
	const code = [...text.toUpperCase().replace(/[\s-]/g, '')]
		.map((letter) => alike[letter] ?? letter)
		.join('');
	if (code.length !== 10 || ![...code].every((letter) => letters.includes(letter))) return null;
	return check(code.slice(0, 8)) === code.slice(8) ? spaced(code) : null;
}
