import type { AccountId, TerritoryId } from '#platform/db/door.server.ts';
import { type GrantRow, holders } from '#rooms/identity/door.server.ts';
import { type BodyRef, bodyKey, type Staff, staffOf } from '#rooms/organisations/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';
import type { Appeal } from '../appeal.ts';
import { workersAmong } from '../tell.ts';
import { type Whom, whoms } from './ladder.ts';

/**
 * Who stands on each rung for an appeal. Asked once for each body and territory in one run of the sweep: an official who
 * came a moment ago is told by the next.
 */
export class Rungs {
	readonly #staff = new Map<string, Promise<Staff[]>>();
	readonly #holders = new Map<string, Promise<AccountId[]>>();
	readonly #now: Date;

	constructor(now: Date) {
		this.#now = now;
	}

	/** Those on the rung, or on the first above it where anybody stands. */
	async from(whom: Whom, appeal: Appeal): Promise<{ whom: Whom; people: AccountId[] }> {
		for (const rung of whoms.slice(whoms.indexOf(whom))) {
			const people = await this.#on(rung, appeal);
			if (people.length) return { whom: rung, people: [...new Set(people)] };
		}
		return { whom, people: [] };
	}

	async #on(whom: Whom, appeal: Appeal): Promise<AccountId[]> {
		const { body } = appeal;
		switch (whom) {
			case 'executor':
				return body ? workersAmong(appeal, await this.#staffOf(body)) : [];
			case 'head':
				return body ? inRole(await this.#staffOf(body), 'head') : [];
			case 'controller': {
				const own = await this.#nearest(appeal.territory, 'controller');
				return own.length || !body ? own : inRole(await this.#staffOf(body), 'controller');
			}
			case 'head-of-administration':
				return this.#nearest(appeal.territory, 'head');
		}
	}

	#staffOf(body: BodyRef): Promise<Staff[]> {
		return remember(this.#staff, bodyKey(body), () => staffOf(body));
	}

	/** Who holds the role in the territory as a whole; where nobody does, those above who hold it for all below. */
	async #nearest(territory: TerritoryId, role: string): Promise<AccountId[]> {
		for (const area of [territory, ...tree.ancestors(territory)]) {
			const found = await remember(this.#holders, `${area} ${role} ${area === territory}`, async () =>
				(await holders([area], { space: null, role }))
					.filter((one) => area === territory || one.reach === 'subtree')
					.filter((one) => !isOver(one, this.#now))
					.map((one) => one.account),
			);
			if (found.length) return found;
		}
		return [];
	}
}

const inRole = (staff: readonly Staff[], role: string): AccountId[] =>
	staff.filter((member) => member.role === role).map((member) => member.account);

const isOver = (grant: GrantRow, now: Date): boolean => grant.expiresAt !== null && grant.expiresAt <= now;

function remember<T>(known: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
	let found = known.get(key);
	if (!found) {
		found = ask();
		known.set(key, found);
	}
	return found;
}
