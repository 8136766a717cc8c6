import { record } from '#platform/audit/door.server.ts';
import { newId, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { Invalid, invalid, type Problem, refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { slugOf } from '#platform/i18n/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { lock, projectMember, setRung } from './members.ts';
import { kindOf, placeOf } from './see.ts';
import { type Openness, openings, type Space, type SpaceId, type SpaceRef } from './space.ts';
import * as store from './store.server.ts';

export type SpaceInput = {
	territory: TerritoryId;
	kind: string;
	name: string;
	summary: string;
	about: string;
	openness: Openness;
	/** Given by rooms (the page of a service); made from the name otherwise. */
	slug?: string;
	service?: string;
};

function problemsOf(
	input: Pick<SpaceInput, 'name' | 'summary' | 'about' | 'openness'>,
	allowed: readonly Openness[],
): Problem[] {
	const problems: Problem[] = [];
	const name = input.name.trim();
	if (name === '') problems.push({ field: 'name', code: 'spaces.name.empty' });
	if (name.length > 200)
		problems.push({ field: 'name', code: 'platform.field.too-long', facts: { max: 200 } });
	if (input.summary.length > 500)
		problems.push({ field: 'summary', code: 'platform.field.too-long', facts: { max: 500 } });
	if (input.about.length > 20_000)
		problems.push({ field: 'about', code: 'platform.field.too-long', facts: { max: 20_000 } });
	if (!(openings as readonly string[]).includes(input.openness) || !allowed.includes(input.openness))
		problems.push({ field: 'openness', code: 'platform.field.choose' });
	return problems;
}

/** Makes a space; who makes it owns it. */
export async function createSpace(actor: Actor, input: SpaceInput, at = new Date()): Promise<Space> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	const kind = await kindOf(input.kind, actor.lang);
	if (kind.madeBy === 'room' && !input.service) refuse('spaces.not-found');
	demand(actor, 'spaces.create', { territory: input.territory, madeBy: kind.madeBy } as never, {
		visible: true,
	});
	const problems = problemsOf(input, kind.openness);
	if (problems.length) throw new Invalid(problems);
	const id = newId<SpaceId>(at.getTime());
	const base = input.slug ?? slugOf(input.name) ?? kind.kind;
	const made = await transaction(async (tx) => {
		const taken = await store.slugsLike(tx, input.territory, base);
		let slug = base;
		for (let n = 2; taken.has(slug); n++) slug = `${base}-${n}`;
		const space: Space = {
			territory: input.territory,
			id,
			kind: kind.kind,
			slug,
			service: input.service ?? null,
			openness: input.openness,
			owners: 1,
			lang: actor.lang,
			name: input.name.trim(),
			summary: input.summary,
			about: input.about,
			createdBy: account,
			createdAt: at,
			closedAt: null,
		};
		// another took the address between the look and the write: the person presses again
		if (!(await store.insertSpace(tx, space)))
			invalid({ field: 'name', code: 'spaces.slug-taken-meanwhile' });
		await setRung(tx, actor, space, account, 'owner', { counted: true, at });
		await record(tx, {
			actor,
			territory: input.territory,
			action: 'spaces.created',
			thing: { kind: 'space', id },
			payload: { kind: kind.kind, openness: input.openness },
		});
		await announce(tx, 'spaces.created', { territory: input.territory, space: id, kind: kind.kind });
		return space;
	});
	await projectMember(made, account);
	return made;
}

export async function editSpace(
	actor: Actor,
	ref: SpaceRef,
	input: Pick<SpaceInput, 'name' | 'summary' | 'about' | 'openness'> & {
		/** The same in the other language; null: there is none. */
		other?: { lang: 'ru' | 'en'; name: string; summary: string; about: string } | null;
	},
	at = new Date(),
): Promise<void> {
	await transaction(async (tx) => {
		const { space, kind } = await lock(tx, actor, ref);
		demand(actor, 'spaces.edit', placeOf(space, kind));
		const problems = problemsOf(input, kind.openness);
		// who may see what is inside changes with it: the owner decides
		if (input.openness !== space.openness) demand(actor, 'spaces.close', placeOf(space, kind));
		if (problems.length) throw new Invalid(problems);
		await store.updateSpace(tx, ref, { ...input, name: input.name.trim() }, at);
		if (input.other !== undefined && input.other?.lang !== space.lang)
			await store.putText(tx, ref, space.lang === 'ru' ? 'en' : 'ru', input.other?.name ? input.other : null);
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'spaces.edited',
			thing: { kind: 'space', id: ref.id },
			payload: { openness: input.openness },
		});
		await announce(tx, 'spaces.changed', { territory: ref.territory, space: ref.id });
	});
}

/** Closes a space for good: it leaves lists and addresses, its records stay. */
export async function closeSpace(actor: Actor, ref: SpaceRef, at = new Date()): Promise<void> {
	await transaction(async (tx) => {
		const { space, kind } = await lock(tx, actor, ref);
		demand(actor, 'spaces.close', placeOf(space, kind));
		await store.closeSpace(tx, ref, at);
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'spaces.closed',
			thing: { kind: 'space', id: ref.id },
		});
		await announce(tx, 'spaces.closed', { territory: ref.territory, space: ref.id });
	});
}
