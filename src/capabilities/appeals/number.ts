/** The public number: the owner's own short code, the year, a counter of the owner: 46-017-2026-000123. */
export function numberOf(code: string, year: number, count: number): string {
	return `${code}-${year}-${String(count).padStart(6, '0')}`;
}

/** Reads a number as people type it: with spaces, long dashes or the sign №. Undefined when it is none. */
export function readNumber(typed: string): { code: string; year: number; number: string } | undefined {
	const clean = typed
		.trim()
		.toUpperCase()
		.replace(/^(№|N[°O]?\.?)\s*/, '')
		.replace(/[‐‑‒–—−]/g, '-')
		.replace(/\s*-\s*/g, '-')
		.replace(/\s+/g, '-');
	const parts = /^([0-9A-Z]+(?:-[0-9A-Z]+)*)-(20\d\d)-(\d{6,9})$/.exec(clean);
	if (!parts?.[1] || !parts[2]) return undefined;
	return { code: parts[1], year: Number(parts[2]), number: clean };
}
