const shape = /^([+-]?)(\d+)(?:[.,](\d+))?$/;

/** How many digits stand behind the point. */
export const scaleOf = (text: string): number => shape.exec(text.trim())?.[3]?.replace(/0+$/, '').length ?? 0;

/** A decimal number in whole units of 1 ÷ unit; null where it is none. */
export function wholeOf(text: string, unit: bigint): bigint | null {
	const [, sign, whole, part = ''] = shape.exec(text.trim()) ?? [];
	if (whole === undefined) return null;
	const digits = unit.toString().length - 1;
	const value = BigInt(whole) * unit + BigInt(part.slice(0, digits).padEnd(digits, '0') || '0');
	return sign === '-' ? -value : value;
}
