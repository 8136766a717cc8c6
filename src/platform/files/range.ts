/**
 * One range of a Range header (RFC 9110, 14.2). Null: give the whole; also for several ranges, which a server may refuse
 * to serve and which were used to exhaust servers. 'unsatisfiable': outside the content.
 */
export function rangeOf(
	header: string | null,
	size: number,
): { start: number; end: number } | null | 'unsatisfiable' {
	const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
	if (!match || (match[1] === '' && match[2] === '')) return null;
	const [, from = '', to = ''] = match;
	if (from === '') {
		const last = Number(to);
		if (last === 0 || size === 0) return 'unsatisfiable';
		return { start: Math.max(0, size - last), end: size - 1 };
	}
	const start = Number(from);
	const end = to === '' ? size - 1 : Math.min(Number(to), size - 1);
	if (to !== '' && Number(to) < start) return null;
	return start >= size ? 'unsatisfiable' : { start, end };
}
