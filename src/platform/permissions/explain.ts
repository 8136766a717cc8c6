import { type Actor, allRights, type Grant, grantFor, type Place, type Role, type Who } from './door.ts';

/** What a person may at a place, and why, for a right of which no particular thing is known yet. */
export type Explanation = {
	right: string;
	/**
	 * `depends`: the role is there, and each thing is looked at (whose it is, in which state).
	 * `withheld`: the role waits for the second factor that its territory demands.
	 * `elsewhere`: the role is there, but this right is for another kind of place.
	 */
	answer: 'yes' | 'depends' | 'withheld' | 'elsewhere' | 'no';
	/** Why yes: anyone, any account, or a role. */
	who: Who | null;
	/** The grant that gives the role. */
	grant: Grant | null;
	/** Who could, for a "no". */
	couldBe: readonly Who[];
};

/** One line for every right of the house, in their order. The same tables answer as for real requests. */
export function explain(actor: Actor, place: Place): Explanation[] {
	return [...allRights()].map(([right, rule]) => {
		const line = (
			answer: Explanation['answer'],
			who: Who | null = null,
			grant: Grant | null = null,
		): Explanation => ({ right, answer, who, grant, couldBe: rule.may });
		let depends: Explanation | undefined;
		for (const who of rule.may) {
			const grant = role(who) ? (grantFor(actor.grants, who, place) ?? null) : null;
			const has = who === 'anyone' || (who === 'signed-in' ? actor.account !== null : grant !== null);
			if (!has) continue;
			if (!rule.when || rule.always?.includes(who)) return line('yes', who, grant);
			if (rule.ofPlace && rule.when(actor, place)) return line('yes', who, grant);
			depends ??= line(rule.ofPlace ? 'elsewhere' : 'depends', who, grant);
		}
		if (depends) return depends;
		for (const who of rule.may) {
			const grant = role(who) ? grantFor(actor.withheld ?? [], who, place) : undefined;
			if (grant) return line('withheld', who, grant);
		}
		return line('no');
	});
}

function role(who: Who): who is Role {
	return who !== 'anyone' && who !== 'signed-in';
}
