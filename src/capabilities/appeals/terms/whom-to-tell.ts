import type { AccountId, TerritoryId } from '#platform/db/door.server.ts';
import { type GrantRow, holders } from '#rooms/identity/door.server.ts';
import {
	type Absence,
	type AwayFrom,
	absencesNow,
	type BodyRef,
	bodyKey,
	type Staff,
	staffOf,
	standInsAt,
} from '#rooms/organisations/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';
import type { Appeal } from '../appeal.ts';
import { workersAmong } from '../tell.ts';
import { type Whom, whoms } from './ladder.ts';

/** Who is to be told; `instead`: all of them stand in for others. */
export type OnRung = { people: AccountId[]; instead: boolean };
const nobody: OnRung = { people: [], instead: false };
/** Who hears what the ladder says to each. */
export type People = Record<Whom, OnRung & { whom: Whom }>;

/**
 * Who stands on each rung for an appeal; for who is away, who stands in. Asked once for each body and territory in one run of the
 * sweep: an official who came a moment ago is told by the next.
 */
export class Rungs {
	readonly #away = new Map<string, Promise<Absence[]>>();
	readonly #staff = new Map<string, Promise<Staff[]>>();
	readonly #holders = new Map<string, Promise<AccountId[]>>();
	readonly #now: Date;

	constructor(now: Date) {
		this.#now = now;
	}

	/** Those on the rung, or on the first above it where anybody stands. */
	async from(whom: Whom, appeal: Appeal): Promise<OnRung & { whom: Whom }> {
		for (const rung of whoms.slice(whoms.indexOf(whom))) {
			const found = await this.#on(rung, appeal);
			if (found.people.length) return { whom: rung, ...found };
		}
		return { whom, ...nobody };
	}

	async #on(whom: Whom, appeal: Appeal): Promise<OnRung> {
		const { body, territory } = appeal;
		switch (whom) {
			case 'executor':
				return body ? this.#atBody(body, (staff) => workersAmong(appeal, staff)) : nobody;
			case 'head':
				return body ? this.#atBody(body, inRole('head')) : nobody;
			case 'controller': {
				const own = await this.#nearest(territory, 'controller');
				return own.people.length || !body ? own : this.#atBody(body, inRole('controller'));
			}
			case 'head-of-administration':
				return this.#nearest(territory, 'head');
		}
	}

	async #atBody(body: BodyRef, choose: (staff: Staff[]) => AccountId[]): Promise<OnRung> {
		const staff = await remember(this.#staff, bodyKey(body), () => staffOf(body));
		return this.#insteadOf({ territory: body.territory, body: body.id }, choose(staff));
	}

	/** Who holds the role in the territory as a whole; where nobody does, those above who hold it for all below. */
	async #nearest(territory: TerritoryId, role: string): Promise<OnRung> {
		for (const area of [territory, ...tree.ancestors(territory)]) {
			const found = await remember(this.#holders, `${area} ${role} ${area === territory}`, async () =>
				(await holders([area], { space: null, role }))
					.filter((one) => area === territory || one.reach === 'subtree')
					.filter((one) => !isOver(one, this.#now))
					.map((one) => one.account),
			);
			if (found.length) return this.#insteadOf({ territory: area, body: null }, found);
		}
		return nobody;
	}

	async #insteadOf(where: AwayFrom, accounts: AccountId[]): Promise<OnRung> {
		const { territory } = where;
		const away = await remember(this.#away, `${territory}`, () => absencesNow([territory], this.#now));
		const people = standInsAt(where, accounts, away);
		const standsIn = (one: AccountId) =>
			accounts.some((account) => account !== one && standInsAt(where, [account], away)[0] === one);
		return { people, instead: people.length > 0 && people.every(standsIn) };
	}
}

const inRole =
	(role: string) =>
	(staff: readonly Staff[]): AccountId[] =>
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
