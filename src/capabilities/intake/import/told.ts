import type { Formats } from '#platform/i18n/door.ts';

/** Facts of what was found, as a person reads them: days by their language. */
export function toldFacts(
	facts: Record<string, string | number>,
	formats: Formats,
): Record<string, string | number> {
	return Object.fromEntries(
		Object.entries(facts).map(([name, value]) => [
			name,
			typeof value === 'string' && isDay(value) ? formats.date(value) : value,
		]),
	);
}

/** Not what only looks like one: «2026-13-45» is told as it stands in the table. */
function isDay(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const at = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
