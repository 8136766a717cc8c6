import { record } from '#platform/audit/door.server.ts';
import { type Id, newId, type TerritoryId, type Tx, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { slugOf } from '#platform/i18n/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { BodyRef, BodyText } from './body.ts';
import type { BodyInput } from './input.ts';
import { forget } from './known.ts';
import { pointFrom } from './point.ts';
import * as store from './store.server.ts';

/** Makes a body in the territory; its address comes from its name and never changes. */
export async function addBody(
	actor: Actor,
	territory: TerritoryId,
	input: BodyInput,
): Promise<BodyRef & { slug: string }> {
	demand(actor, 'organisations.edit', { territory });
	const id = newId<Id<'body'>>();
	return transaction(async (tx) => {
		await checkParent(tx, { territory, id }, input.parent);
		const slug = await freeSlug(tx, territory, input.shortNameRu ?? input.nameRu);
		const at = new Date();
		const point = pointFrom(input, { lat: null, lon: null });
		await store.insertBody(tx, { ...columns(input), ...point, territory, id, slug, at });
		await saveParts(tx, { territory, id }, input);
		await announce(tx, 'organisations.body-changed', { territory, body: id });
		await record(tx, {
			actor,
			territory,
			action: 'organisations.body-added',
			thing: { kind: 'body', id },
			payload: input,
		});
		return { territory, id, slug };
	});
}

export async function editBody(actor: Actor, ref: BodyRef, input: BodyInput): Promise<void> {
	demand(actor, 'organisations.edit', { territory: ref.territory });
	await transaction(async (tx) => {
		const body = (await store.lockBody(tx, ref)) ?? refuse('organisations.body-not-found');
		await checkParent(tx, ref, input.parent);
		const to = { territory: ref.territory, id: body.id, at: new Date() };
		await store.updateBody(tx, { ...columns(input), ...pointFrom(input, body), ...to });
		await saveParts(tx, ref, input);
		await announce(tx, 'organisations.body-changed', { territory: ref.territory, body: ref.id });
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'organisations.body-edited',
			thing: { kind: 'body', id: ref.id },
			payload: input,
		});
	});
	forget(ref);
}

/** A closed body keeps its page; what it had goes to the successor, if there is one. */
export async function closeBody(
	actor: Actor,
	ref: BodyRef,
	input: { on: string; successor: string | null },
): Promise<void> {
	demand(actor, 'organisations.edit', { territory: ref.territory });
	await transaction(async (tx) => {
		const body = (await store.lockBody(tx, ref)) ?? refuse('organisations.body-not-found');
		if (body.closedOn) refuse('organisations.already-closed');
		const successor = input.successor as Id<'body'> | null;
		if (successor) {
			const [next] = await store.bodies(tx, [{ territory: ref.territory, id: successor }]);
			if (!next || next.id === ref.id || next.closedOn)
				invalid({ field: 'successor', code: 'platform.field.choose' });
		}
		await store.closeBody(tx, ref, input.on, successor, new Date());
		await announce(tx, 'organisations.body-closed', { territory: ref.territory, body: ref.id, successor });
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'organisations.body-closed',
			thing: { kind: 'body', id: ref.id },
			payload: input,
		});
	});
	forget(ref);
}

function columns(input: BodyInput) {
	const { kind, position, phone, email, site, address, hours } = input;
	return {
		kind,
		position,
		phone,
		email,
		site,
		address,
		hours,
		parent: input.parent as Id<'body'> | null,
	};
}

async function saveParts(tx: Tx, ref: BodyRef, input: BodyInput): Promise<void> {
	const texts: BodyText[] = [
		{ lang: 'ru', name: input.nameRu, shortName: input.shortNameRu, about: input.aboutRu },
	];
	if (input.nameEn)
		texts.push({ lang: 'en', name: input.nameEn, shortName: input.shortNameEn, about: input.aboutEn });
	await store.saveBodyTexts(tx, ref, texts);
	await store.saveServiceAreas(
		tx,
		ref,
		input.serves.filter((area) => area !== ref.territory).map((area) => area as TerritoryId),
	);
}

/** The body above must be another one of the territory and must not stand below this one. */
async function checkParent(tx: Tx, ref: BodyRef, parent: string | null): Promise<void> {
	if (!parent) return;
	const all = new Map((await store.bodiesOf(tx, ref.territory)).map((body) => [body.id as string, body]));
	let above: string | null = parent;
	for (let steps = 0; above !== null; steps++) {
		const next = all.get(above);
		if (!next || above === ref.id || steps > all.size)
			invalid({ field: 'parent', code: 'organisations.form.parent.wrong' });
		above = next.parent;
	}
}

async function freeSlug(tx: Tx, territory: TerritoryId, name: string): Promise<string> {
	const wished = slugOf(name) ?? 'body';
	const taken = new Set(await store.slugsLike(tx, territory, wished));
	if (!taken.has(wished)) return wished;
	for (let n = 2; ; n++) if (!taken.has(`${wished}-${n}`)) return `${wished}-${n}`;
}
