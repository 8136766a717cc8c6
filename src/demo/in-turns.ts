/**
 * Several at once: what takes time is the disk and the hashing of passwords. When one fails, the others finish what they
 * have in hand, nobody begins anew, and the failure is thrown.
 */
export async function inTurns<T>(
	rows: readonly T[],
	width: number,
	work: (row: T) => Promise<void>,
): Promise<void> {
	const waiting = rows[Symbol.iterator]();
	const failures: unknown[] = [];
	const one = async () => {
		while (failures.length === 0) {
			const next = waiting.next();
			if (next.done) return;
			await work(next.value).catch((error: unknown) => failures.push(error));
		}
	};
	await Promise.all(Array.from({ length: width }, one));
	if (failures.length > 0) throw failures[0];
}
