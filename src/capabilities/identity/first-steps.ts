import { database, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { isOfficial } from './account.ts';
import { confirmedFactors } from './factors-store.server.ts';
import * as store from './grants-store.server.ts';

/** A step of the first day: where it is done, and for whom. Words: identity.step.<step>.title and .hint. */
type Step = { step: string; href: string; roles: readonly string[] | 'all' };

const steps: readonly Step[] = [
	{ step: 'profile', href: '/account/profile', roles: 'all' },
	{ step: 'second-factor', href: '/account/second-factor', roles: 'all' },
	{ step: 'rights', href: '/office/permissions', roles: 'all' },
	{ step: 'territory-page', href: '/office/territories', roles: ['administrator', 'editor'] },
	{ step: 'people', href: '/office/people', roles: ['administrator'] },
	{ step: 'residence', href: '/office/people/residence', roles: ['administrator', 'official'] },
	{ step: 'inbox', href: '/office/appeals', roles: ['official', 'controller', 'head'] },
	{ step: 'quality', href: '/office/quality', roles: ['observer'] },
	{ step: 'notifications', href: '/account/notifications', roles: 'all' },
	{ step: 'search', href: '/search', roles: 'all' },
];

export type StepView = { step: string; href: string; done: boolean; byItself: boolean };

/** The checklist of a new official: what their roles need, what is done. A second factor is seen by itself. */
export async function firstSteps(actor: Actor): Promise<StepView[]> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	const roles = new Set(
		[...actor.grants, ...(actor.withheld ?? [])].filter(isOfficial).map((one) => one.role),
	);
	if (roles.size === 0) return [];
	const [done, factors] = await Promise.all([
		store.stepsOf(database(), account),
		confirmedFactors(database(), account),
	]);
	return steps
		.filter((one) => one.roles === 'all' || one.roles.some((role) => roles.has(role)))
		.map((one) => ({
			step: one.step,
			href: one.href,
			byItself: one.step === 'second-factor',
			done: one.step === 'second-factor' ? factors.length > 0 : done.includes(one.step),
		}));
}

export async function markStep(actor: Actor, step: string, done: boolean, at = new Date()): Promise<void> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	if (!steps.some((one) => one.step === step)) refuse('platform.not-found');
	await transaction((tx) =>
		done ? store.putStep(tx, account, step, at) : store.dropStep(tx, account, step),
	);
}
