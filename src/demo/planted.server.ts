import { database } from '#platform/db/door.server.ts';

/** The book of what has been planted already, so that an interrupted planting goes on where it stopped. */
export type Planted = {
	get(key: string): string | undefined;
	/** Keys that begin so, without the beginning. */
	under(beginning: string): Map<string, string>;
	put(key: string, value: string): Promise<void>;
	/** The value that is known, else of the work, remembered. */
	once(key: string, work: () => Promise<string>): Promise<string>;
};

export async function openPlanted(): Promise<Planted> {
	const rows = await database()<{ key: string; value: string }[]>`select key, value from demo.planted`;
	const known = new Map(rows.map((row) => [row.key, row.value]));
	const put = async (key: string, value: string) => {
		await database()`
			insert into demo.planted (key, value, planted_at) values (${key}, ${value}, ${new Date()})
			on conflict (key) do update set value = excluded.value`;
		known.set(key, value);
	};
	return {
		get: (key) => known.get(key),
		under: (beginning) =>
			new Map(
				[...known].flatMap(([key, value]) =>
					key.startsWith(beginning) ? [[key.slice(beginning.length), value]] : [],
				),
			),
		put,
		async once(key, work) {
			const value = known.get(key) ?? (await work());
			if (!known.has(key)) await put(key, value);
			return value;
		},
	};
}
