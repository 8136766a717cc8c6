import type { AccountId } from '#platform/db/ids.ts';
import { type Planned, type Whom, whoms } from './ladder.ts';
import type { OnRung, People } from './whom-to-tell.ts';

/**
 * Who hears each of the steps that have come: whoever stands on two rungs, in person or because those below are empty, hears
 * the same once, on the lower of them. A step that has nobody new to speak to is left out.
 * @param said what they hear of, so that two terms that say the same are told once
 * @param heard who has heard what in this moment; it is added to
 */
export function eachOnce(
	tell: readonly Planned[],
	people: People,
	said: string,
	heard: Set<string>,
): { one: Planned; rung: OnRung & { whom: Whom } }[] {
	const height = (one: Planned) => whoms.indexOf(people[one.step.whom].whom);
	return tell
		.toSorted((a, b) => height(a) - height(b))
		.flatMap((one) => {
			const rung = people[one.step.whom];
			const fresh = rung.people.filter((account) => !heard.has(`${said} ${account}`));
			if (rung.people.length && fresh.length === 0) return [];
			for (const account of fresh) heard.add(`${said} ${account}`);
			return [{ one, rung: { ...rung, people: fresh } }];
		});
}

/** What the words of a warning call them; an executor comes after nobody. */
const called = {
	executor: '',
	head: 'head',
	controller: 'controller',
	'head-of-administration': 'administration',
};

/**
 * Who learns of a missed end after the reader of a warning, as facts for its words: those that the ladder names on rungs above the
 * reader's, the first two of them. Nobody is told of themselves.
 */
export function learnsNext(
	plan: readonly Planned[],
	people: People,
	on: Whom,
	reader: AccountId,
): { next?: string; then?: string } {
	const above = plan
		.filter(({ step }) => step.side === 'after')
		.map(({ step }) => people[step.whom])
		.filter((rung) => whoms.indexOf(rung.whom) > whoms.indexOf(on))
		.filter((rung) => rung.people.some((account) => account !== reader));
	const [next, then] = new Set(above.map((rung) => called[rung.whom]));
	return { ...(next ? { next } : {}), ...(then ? { then } : {}) };
}
