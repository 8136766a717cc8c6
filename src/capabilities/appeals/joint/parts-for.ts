import { database } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import { bodiesNamed, bodyKey } from '#rooms/organisations/door.server.ts';
import { type Appeal, isOver } from '../appeal.ts';
import * as joint from './joint-store.server.ts';
import { effectiveDue, isWorkedOn, type Part, worksAt } from './part.ts';

export type SeenPart = Part & {
	bodyName: string;
	executorName: string | null;
	/** The day that holds now. */
	due: string;
	/** This person works in the body that was asked. */
	own: boolean;
	/** The answer has left, and the part with it, done or not; a return opens it again. */
	over: boolean;
};

/** The parts of an appeal for the panel of work, by name. */
export async function partsFor(actor: Actor, appeal: Appeal, lang: string): Promise<SeenPart[]> {
	const parts = await joint.partsOf(database(), appeal);
	if (parts.length === 0) return [];
	const [bodies, people] = await Promise.all([
		bodiesNamed(
			parts.map((one) => one.body),
			lang,
		),
		accountsOf(parts.flatMap((one) => one.executor ?? [])),
	]);
	return parts.map((one) => ({
		...one,
		bodyName: bodies.get(bodyKey(one.body))?.name ?? '',
		executorName: one.executor ? (people.get(one.executor)?.name ?? null) : null,
		due: effectiveDue(one, appeal.dueOn),
		own: worksAt(actor, one.body),
		over: isWorkedOn(one) && (appeal.state === 'answered' || isOver(appeal.state)),
	}));
}
