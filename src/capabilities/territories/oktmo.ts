/**
 * Codes of OKTMO, the Russian classifier of territories of municipalities: 8 digits name a region (2 significant), an upper
 * municipality (5) or a lower one (8); 11 digits name a place. The check digit stands apart.
 */
export type Oktmo = { code: string; check: number | null };

/** Weights 1…10 repeating; where the remainder is 10, weights begin with 3; where it is 10 again, 0 (rules of OKATO and OKTMO). */
export function checkDigit(code: string): number {
	const remainder = (shift: number) => {
		let sum = 0;
		for (let i = 0; i < code.length; i++) sum += (code.charCodeAt(i) - 48) * (((i + shift) % 10) + 1);
		return sum % 11;
	};
	const first = remainder(0);
	if (first < 10) return first;
	const second = remainder(2);
	return second < 10 ? second : 0;
}

/** Reads `57 722 000`, `57-722-000-000`, `57722000001` and the like; null when it is no code. */
export function readOktmo(text: string): string | null {
	const digits = text.replace(/[\s\u00a0.-]/g, '');
	if (!/^(\d{8}|\d{11})$/.test(digits)) return null;
	return digits.length === 11 && digits.endsWith('000') ? digits.slice(0, 8) : digits;
}

/** The significant beginning of a code: `57722000` → `57722`. */
export function significant(code: string): string {
	if (code.length === 11) return code;
	if (code.endsWith('000000')) return code.slice(0, 2);
	return code.endsWith('000') ? code.slice(0, 5) : code;
}

/** «57 722 000», as papers print it. */
export function printOktmo(code: string): string {
	return code.replace(/^(\d{2})(\d{3})(\d{3})(\d{3})?$/, (_, a, b, c, d) =>
		[a, b, c, d].filter(Boolean).join(' '),
	);
}
