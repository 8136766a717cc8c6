import { listEntries } from '#platform/audit/door.server.ts';
import { type AccountId, isUuid } from '#platform/db/door.server.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import { namesOf } from '#rooms/territories/door.server.ts';
import type { PageServerLoad } from './$types';
import { readQuestion, writeCursor } from './filter.server.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, lang, t } = locals;
	const question = await readQuestion(locals, url);
	const { lines, next } = await listEntries(actor, question.filter, { after: question.after });
	const [people, places] = await Promise.all([
		accountsOf(
			lines.flatMap((line) => [line.actor, line.about, accountIn(line.thing)].filter((id) => id !== null)),
		),
		namesOf(
			lines.map((line) => line.territory),
			lang,
		),
	]);
	const page = (changes: Record<string, string | null>) => {
		const to = new URLSearchParams(url.search);
		for (const [name, value] of Object.entries(changes))
			if (value === null) to.delete(name);
			else to.set(name, value);
		return `?${to}`;
	};
	return {
		asked: question.asked,
		active: question.active,
		found: question.people,
		in: url.searchParams.get('in'),
		actions: t.keys('audit.did.').map((key) => key.slice('audit.did.'.length)),
		lines: lines.map((line) => ({
			...line,
			commitment: null,
			erased: line.commitment !== null && line.payload === null,
			actorName: line.actor && (people.get(line.actor)?.name ?? line.actor.slice(-12)),
			thingName: people.get(accountIn(line.thing) as AccountId)?.name ?? null,
			aboutName: line.about && (people.get(line.about)?.name ?? line.about.slice(-12)),
			place: places.get(line.territory)?.nominative ?? null,
			byActor: line.actor && page({ who: line.actor, after: null }),
			byThing: line.thing && page({ thing: line.thing.id, after: null }),
		})),
		next: next && page({ after: writeCursor(next) }),
		first: question.after ? page({ after: null }) : null,
		download: `/office/audit/export${page({ after: null })}`,
	};
};

/** Things that are people are shown by their names. */
function accountIn(thing: { kind: string; id: string } | null): AccountId | null {
	return thing?.kind === 'account' && isUuid(thing.id) ? (thing.id as AccountId) : null;
}
