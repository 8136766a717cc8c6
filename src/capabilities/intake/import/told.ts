import type { Formats } from '#platform/i18n/door.ts';

/** Facts of what was found, as a person reads them: days by their language. */
export function toldFacts(
	facts: Record<string, string | number>,
	formats: Formats,
): Record<string, string | number> {
	return Object.fromEntries(
		Object.entries(facts).map(([name, value]) => [
			name,
			typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? formats.date(value) : value,
		]),
	);
}
