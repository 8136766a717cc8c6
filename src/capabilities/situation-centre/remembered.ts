/** Roll-ups lag behind by the seconds of their count anyway: what many look at is read as often, not more. */
const freshFor = 10_000;
/** So long an answer is still given at once, while a new one is read behind it: nobody waits for the count of a board in use. */
const goodFor = 60_000;
const most = 2_000;

type Kept = { at: number; value: Promise<unknown>; renewing: boolean };
const kept = new Map<string, Kept>();

/**
 * The answer of the last ten seconds; an older one, up to a minute, while a new one is read; else a new one. One that failed is
 * not kept.
 */
export function remembered<T>(key: string, read: () => Promise<T>, now = Date.now()): Promise<T> {
	const known = kept.get(key);
	const age = known ? now - known.at : Number.POSITIVE_INFINITY;
	if (!known || age >= goodFor) return keep(key, read, now);
	if (age >= freshFor && !known.renewing) renew(key, known, read, now);
	return known.value as Promise<T>;
}

function keep<T>(key: string, read: () => Promise<T>, now: number): Promise<T> {
	const value = read();
	if (kept.size >= most) kept.clear();
	const one = { at: now, value, renewing: false };
	kept.set(key, one);
	value.catch(() => kept.get(key) === one && kept.delete(key));
	return value;
}

/** Reads anew behind the answer that is given; a reading that fails leaves the old answer until its minute is over. */
function renew(key: string, known: Kept, read: () => Promise<unknown>, now: number): void {
	known.renewing = true;
	read().then(
		(value) => {
			if (kept.get(key) === known) kept.set(key, { at: now, value: Promise.resolve(value), renewing: false });
		},
		() => {
			known.renewing = false;
		},
	);
}

/** In tests, where one process sees several databases, and after a count that somebody waits for. */
export function forgetBoards(): void {
	kept.clear();
}
