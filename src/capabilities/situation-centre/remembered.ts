/** Roll-ups lag behind by the seconds of their count anyway: what many look at is read as often, not more. */
const keptFor = 10_000;
const most = 2_000;
const kept = new Map<string, { at: number; value: Promise<unknown> }>();

/** The answer of the last ten seconds, else a new one; one that failed is not kept. */
export function remembered<T>(key: string, read: () => Promise<T>, now = Date.now()): Promise<T> {
	const known = kept.get(key);
	if (known && now - known.at < keptFor) return known.value as Promise<T>;
	const value = read();
	if (kept.size >= most) kept.clear();
	kept.set(key, { at: now, value });
	value.catch(() => kept.delete(key));
	return value;
}

/** In tests, where one process sees several databases, and after a count that somebody waits for. */
export function forgetBoards(): void {
	kept.clear();
}
