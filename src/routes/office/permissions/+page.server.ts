import { type AccountId, isUuid } from '#platform/db/door.server.ts';
import { type Actor, explain, installation, isWithin, type Place } from '#platform/permissions/door.ts';
import { findPeople, outsider, personFor, standingActor } from '#rooms/identity/door.server.ts';
import { spacesIn } from '#rooms/spaces/door.server.ts';
import { namesOf } from '#rooms/territories/door.server.ts';
import type { PageServerLoad } from './$types';

/** Nobody in particular: what is open to all, and to any account. */
const crowd = ['anyone', 'signed-in'] as const;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, territory, lang, t } = locals;
	const here = territory?.id ?? installation;
	const get = (name: string) => (url.searchParams.get(name) ?? '').trim().slice(0, 200);
	const asked = { who: get('who'), person: get('person'), space: isUuid(get('space')) ? get('space') : '' };

	const found = asked.who ? await findPeople(actor, here, asked.who) : null;
	const person = await readPerson(asked.person, actor, here);
	const spaces = person && territory ? (await spacesIn(actor, here)).items : [];
	const place: Place = { territory: here, space: asked.space || null };
	const lines = person?.actor ? explain(person.actor, place) : [];
	const grants = person?.actor
		? person.actor.grants.filter((grant) => isWithin(here, grant.territory) || grant.territory === here)
		: [];
	const places = await namesOf(
		grants.map((grant) => grant.territory),
		lang,
	);
	const link = (changes: Record<string, string>) => {
		const to = new URLSearchParams(url.search);
		for (const [name, value] of Object.entries(changes))
			if (value) to.set(name, value);
			else to.delete(name);
		return `?${to}`;
	};
	const nameOfSpace = (id: string) => spaces.find((space) => space.id === id)?.name ?? id.slice(-12);
	return {
		asked,
		in: url.searchParams.get('in'),
		here: territory?.name.nominative ?? null,
		found: found?.map((one) => ({ ...one, href: link({ person: one.account, who: '', space: '' }) })) ?? null,
		crowd: crowd.map((who) => ({
			who,
			href: link({ person: who, who: '', space: '' }),
			current: asked.person === who,
		})),
		person: person && { name: person.name, active: person.actor !== null },
		spaces: [
			...new Map([
				...spaces.map((space) => [space.id as string, space.name] as const),
				...grants.flatMap((grant) => (grant.space ? [[grant.space, nameOfSpace(grant.space)] as const] : [])),
			]),
		].map(([id, name]) => ({ value: id, label: name })),
		grants: grants.map((grant) => ({
			role: grant.role,
			reach: grant.reach,
			place: places.get(grant.territory)?.nominative ?? null,
			space: grant.space && nameOfSpace(grant.space),
		})),
		groups: [...Map.groupBy(lines, (line) => line.right.split('.')[0] ?? '')].map(([room, rights]) => ({
			room,
			rights: rights.map((line) => ({
				...line,
				said: t.any(`rights.${line.right}`),
				when: t.has(`rights.${line.right}.when`) ? t.any(`rights.${line.right}.when`) : null,
				place: line.grant && (places.get(line.grant.territory)?.nominative ?? null),
				space: line.grant?.space ? nameOfSpace(line.grant.space) : null,
			})),
		})),
	};
};

async function readPerson(
	asked: string,
	reader: Actor,
	here: Place['territory'],
): Promise<{ name: string | null; actor: Actor | null } | null> {
	if (asked === 'anyone') return { name: null, actor: outsider() };
	if (asked === 'signed-in') return { name: null, actor: { ...outsider(), account: '' as AccountId } };
	if (!isUuid(asked)) return null;
	// Refuses where the reader may not look people up, and writes down that they did.
	const { name } = await personFor(reader, here, asked as AccountId);
	return { name, actor: await standingActor(asked as AccountId) };
}
