import type { TerritoryId } from '#platform/db/door.server.ts';
import { project } from '#rooms/appeals/door.server.ts';
import type { BodyRef } from '#rooms/organisations/door.server.ts';
import { copyAppeals, type Ground } from './copy.server.ts';
import { inTurns } from './in-turns.ts';
import type { Planted } from './planted.server.ts';
import type { DemoAppeal, DemoRows } from './rows.ts';

/** As many as lists of territories above keep of what has ended. */
const newest = 1_000;

/**
 * The two years that only figures tell of, copied in before the told year is filed. Through the doors they would take a minute
 * of the first start. Lists show those that lists would still hold: open ones, the newest, what belongs to the resident who is shown around.
 */
export async function plantHistory(rows: DemoRows, planted: Planted): Promise<void> {
	if (rows.history.length === 0) return;
	await planted.once('history', async () => {
		const copied = await copyAppeals(rows.history, groundOf(planted), true);
		const since =
			[...rows.appeals, ...rows.history].map((one) => one.filedAt.getTime()).sort((a, b) => b - a)[newest] ??
			0;
		const listed = copied.filter((_, i) => {
			const row = rows.history[i] as DemoAppeal;
			return (
				row.filedAt.getTime() >= since ||
				isOpen(row) ||
				row.author === 'resident' ||
				row.joined.includes('resident')
			);
		});
		await inTurns(listed, 4, (ref) => project(ref));
		return String(copied.length);
	});
}

const isOpen = ({ answers }: DemoAppeal) => answers.at(-1)?.verdict?.kind !== 'accepted';

/** Ids of what was planted, by the keys of its rows. */
export function groundOf(planted: Planted): Ground {
	const all = <T>(kind: string, read: (value: string) => T) =>
		new Map([...planted.under(`${kind}:`)].map(([key, value]) => [key, read(value)]));
	return {
		territories: all('territory', (id) => Number(id) as TerritoryId),
		accounts: all('account', (id) => id as never),
		bodies: all('body', (ref) => {
			const [territory, id] = ref.split('/');
			return { territory: Number(territory), id } as BodyRef;
		}),
	};
}
