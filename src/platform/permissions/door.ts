import type { AccountId, TerritoryId, Uuid } from '../db/ids.ts';

export { type Explanation, explain } from './explain.ts';

/**
 * Rights. Closed by default: what no rule allows is refused. A right always has a place: a role is held in a territory
 * (alone or with all below it), in a space, or in a body.
 */
export type Role = string;

/** A role that an account holds somewhere. Read from the database on every request. */
export type Grant = {
	role: Role;
	territory: TerritoryId;
	/** `subtree`: in the territory and everything below it. */
	reach: 'territory' | 'subtree';
	/** The space or body inside the territory that the role is held in; null: the territory itself. */
	space: Uuid | null;
};

/** Who acts. An outsider has no account. */
export type Actor = {
	account: AccountId | null;
	name: string;
	grants: readonly Grant[];
	lang: 'ru' | 'en';
	/** The request's id, for audit. */
	request: string;
	/** What signs a sign-in's form tokens; empty for an outsider. */
	signIn: Uuid | null;
	/** Residence confirmed here; null while only declared. */
	residence: TerritoryId | null;
	/** Rights that wait until the second factor, which their territory demands, is shown. They allow nothing. */
	withheld?: readonly Grant[];
};

/** The place of what belongs to no territory (providers of sign-in, the first steps); above every territory. */
export const installation = 0 as TerritoryId;

/** Where the thing stands for which a right is asked. */
export type Place = { territory: TerritoryId; space?: Uuid | null };

/** `anyone`: also outsiders. `signed-in`: any account. Other words are roles held at the place. */
export type Who = 'anyone' | 'signed-in' | Role;

export type Rule<Thing = never> = {
	may: readonly Who[];
	/** A further condition on the actor and the thing; checked after `may` for every role. */
	when?: (actor: Actor, thing: Thing) => boolean;
	/** `when` looks at the place alone, so it can be answered before any thing is known. */
	ofPlace?: boolean;
	/** Roles for which `when` is not asked. */
	always?: readonly Role[];
};
// biome-ignore lint/suspicious/noExplicitAny: a table holds rules about different things; each right knows its own
export type Rules = Record<string, Rule<any>>;

export type Decision = {
	allowed: boolean;
	because: 'no-rule' | 'no-role' | 'condition' | 'allowed';
	role?: Who;
};

/** Whether a territory lies in the subtree of another (or is it). Filled by the territories room. */
export type Tree = { isWithin(territory: TerritoryId, ancestor: TerritoryId): boolean };

const rules = new Map<string, Rule<unknown>>();
let tree: Tree = { isWithin: (territory, ancestor) => territory === ancestor };

export function registerRules(table: Rules): void {
	for (const [right, rule] of Object.entries(table)) {
		if (rules.has(right)) throw new Error(`the right ${right} is declared twice`);
		rules.set(right, rule as Rule<unknown>);
	}
}
export function plantTree(planted: Tree): void {
	tree = planted;
}
/** Whether a territory is the other one or lies below it; all lie below the installation. */
export function isWithin(territory: TerritoryId, ancestor: TerritoryId): boolean {
	return ancestor === installation || territory === ancestor || tree.isWithin(territory, ancestor);
}
export function allRights(): ReadonlyMap<string, Rule<unknown>> {
	return rules;
}

/** Roles contained in others, so that an owner may what an admin may. */
const contains: Record<Role, readonly Role[]> = {
	owner: ['admin', 'moderator', 'member'],
	admin: ['moderator', 'member'],
	moderator: ['member'],
};

export function holds(actor: Actor, role: Role, place: Place): boolean {
	return grantFor(actor.grants, role, place) !== undefined;
}

/** The grant by which a role is held at a place, if any. */
export function grantFor(grants: readonly Grant[], role: Role, place: Place): Grant | undefined {
	return grants.find(
		(grant) =>
			(grant.role === role || contains[grant.role]?.includes(role)) &&
			(grant.space === null || grant.space === (place.space ?? null)) &&
			(grant.reach === 'subtree'
				? isWithin(place.territory, grant.territory)
				: grant.territory === place.territory),
	);
}

/** Answers whether the actor has the right over the thing, and why. */
export function decide(actor: Actor, right: string, thing: Place): Decision {
	const rule = rules.get(right);
	if (!rule) return { allowed: false, because: 'no-rule' };
	let found: Who | undefined;
	for (const who of rule.may) {
		const has = who === 'anyone' || (who === 'signed-in' ? actor.account !== null : holds(actor, who, thing));
		if (!has) continue;
		found = who;
		if (!rule.when || rule.always?.includes(who) || rule.when(actor, thing))
			return { allowed: true, because: 'allowed', role: who };
	}
	return found
		? { allowed: false, because: 'condition', role: found }
		: { allowed: false, because: 'no-role' };
}

export function may(actor: Actor, right: string, thing: Place): boolean {
	return decide(actor, right, thing).allowed;
}
