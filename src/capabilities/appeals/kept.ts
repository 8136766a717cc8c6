const keptFor = 5_000;
/** What is set up once and read often, at most five seconds old. */
export function kept<T>(read: () => Promise<T>) {
	let known: { value: T; readAt: number } | undefined;
	let reading: Promise<T> | undefined;
	return {
		async get(): Promise<T> {
			if (known && Date.now() - known.readAt < keptFor) return known.value;
			reading ??= read()
				.then((value) => {
					// the same again: what was worked out from it stays
					const same = known && JSON.stringify(known.value) === JSON.stringify(value);
					known = { value: same && known ? known.value : value, readAt: Date.now() };
					return known.value;
				})
				.finally(() => {
					reading = undefined;
				});
			return reading;
		},
		forget() {
			known = undefined;
		},
	};
}
