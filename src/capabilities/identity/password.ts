import { cleanEmail } from './account.ts';

export const shortest = 10;
export const longest = 200;

/** The head of every published list of stolen passwords, and what our keyboards add to it. */
const common = new Set(
	(
		'1234567890 12345678910 123456789a 1q2w3e4r5t 1qaz2wsx3edc qwertyuiop qwerty12345 qwerty123456 password12 ' +
		'password123 password1234 passw0rd123 iloveyou12 administrator welcome123 letmein123 zaq12wsxcde ' +
		'йцукенгшщз йцукен12345 пароль12345 пароль1234 парольпароль любовь12345 россия12345 привет12345 ' +
		'qazwsxedcrfv abcdefghij abcdef123456 1111111111 0987654321 qwerty7777 football123 superman123 marina12345'
	).split(' '),
);

/** What is wrong with a new password: a code of words, or null. Length counts, not kinds of characters (NIST 800-63B, 5.1.1.2). */
export function weakness(password: string, person: { name?: string; email?: string } = {}): string | null {
	const length = [...password].length;
	if (length < shortest) return 'identity.password.short';
	if (length > longest) return 'identity.password.long';
	const low = password.toLowerCase();
	if (common.has(low)) return 'identity.password.common';
	if (new Set(low).size < 4) return 'identity.password.same';
	if (isRow(low)) return 'identity.password.common';
	const email = cleanEmail(person.email ?? '');
	const own = [email, email.split('@')[0] ?? '', (person.name ?? '').toLowerCase()];
	if (own.some((word) => word.length >= 4 && low.includes(word) && low.length - word.length < 6))
		return 'identity.password.own';
	return null;
}

/** 2345678901, abcdefghij, and the same backwards. */
function isRow(text: string): boolean {
	const steps = new Set<number>();
	for (let i = 1; i < text.length; i++) steps.add((text.charCodeAt(i) - text.charCodeAt(i - 1) + 10) % 10);
	return steps.size === 1;
}
