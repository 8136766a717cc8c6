import type { Actor } from '#platform/permissions/door.ts';
import { type NamedDesk, rolesAt } from '../desk/desk.ts';
import type { BulkAct } from './bulk.ts';

/** Which acts on many are worth offering at a desk by the roles held there; each appeal is asked for anew. */
const rolesFor: Record<NamedDesk['desk']['kind'], Partial<Record<BulkAct['do'], readonly string[]>>> = {
	body: {
		'take-up': ['executor', 'head'],
		assign: ['head', 'controller'],
		classify: ['head', 'controller', 'executor'],
		'pass-on': ['head', 'controller', 'executor'],
		merge: ['head', 'controller', 'executor'],
		approve: ['head', 'controller', 'official'],
		note: ['official', 'executor', 'head', 'controller'],
	},
	registry: {
		route: ['controller', 'head', 'official'],
		approve: ['head', 'controller', 'official'],
		classify: ['controller', 'head', 'official'],
		merge: ['controller', 'head', 'official'],
		note: ['controller', 'head', 'official'],
		close: ['controller', 'head', 'official'],
	},
};

export function bulkActsAt(actor: Actor, desk: NamedDesk): BulkAct['do'][] {
	const held = rolesAt(actor, desk.desk);
	return (Object.entries(rolesFor[desk.desk.kind]) as [BulkAct['do'], readonly string[]][])
		.filter(([, roles]) => roles.some((role) => held.includes(role)))
		.map(([act]) => act);
}
