import { record } from '#platform/audit/door.server.ts';
import { database, type Id, newId, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import type { BodyRef } from '#rooms/organisations/door.server.ts';
import { categories } from './categories.server.ts';
import * as store from './store.server.ts';

/** Texts a body answers with; `{number}` and `{name}` are filled in when one is taken. */
export async function templatesFor(
	actor: Actor,
	body: BodyRef,
	category?: string,
): Promise<store.Template[]> {
	if (!may(actor, 'appeals.work', { territory: body.territory, space: body.id })) return [];
	const all = await store.templatesOf(database(), body);
	if (category === undefined) return all;
	const chain = (await categories()).chain(category).map((one) => one.code);
	return all.filter((one) => one.category === null || chain.includes(one.category));
}

export async function addTemplate(
	actor: Actor,
	body: BodyRef,
	input: { title: string; text: string; category: string | null },
): Promise<void> {
	demand(actor, 'appeals.write-templates', { territory: body.territory, space: body.id });
	if (input.category && !(await categories()).get(input.category))
		invalid({ field: 'category', code: 'platform.field.choose' });
	const id = newId<Id<'template'>>();
	await transaction(async (tx) => {
		await store.insertTemplate(tx, body, { id, ...input }, new Date());
		await record(tx, {
			actor,
			territory: body.territory,
			action: 'appeals.template-added',
			thing: { kind: 'template', id },
			payload: input,
		});
	});
}

export async function removeTemplate(actor: Actor, body: BodyRef, id: string): Promise<void> {
	demand(actor, 'appeals.write-templates', { territory: body.territory, space: body.id });
	await transaction(async (tx) => {
		if (!(await store.deleteTemplate(tx, body, id))) refuse('appeals.template-not-found');
		await record(tx, {
			actor,
			territory: body.territory,
			action: 'appeals.template-removed',
			thing: { kind: 'template', id },
		});
	});
}

export function filledIn(text: string, facts: { number: string; name: string }): string {
	return text.replaceAll('{number}', facts.number).replaceAll('{name}', facts.name);
}
