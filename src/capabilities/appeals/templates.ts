import { record } from '#platform/audit/door.server.ts';
import { database, type Id, isUuid, newId, transaction } from '#platform/db/door.server.ts';
import { Invalid, type Problem, refuse } from '#platform/errors/door.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { type BodyRef, bodiesNamed } from '#rooms/organisations/door.server.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import { fillIn, unknownIn } from './answering/placeholders.ts';
import { categories } from './categories.server.ts';
import { categoryName } from './category.ts';
import * as store from './store.server.ts';

/** Texts a body answers with; placeholders (`answering/placeholders.ts`) are filled in when one is taken. */
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

type Typed = { title: string; text: string; category: string | null };

async function check(input: Typed): Promise<void> {
	const problems: Problem[] = [];
	if (input.category && !(await categories()).get(input.category))
		problems.push({ field: 'category', code: 'platform.field.choose' });
	const unknown = unknownIn(input.text);
	if (unknown.length)
		problems.push({ field: 'text', code: 'appeals.templates.unknown', facts: { what: unknown.join(', ') } });
	if (problems.length) throw new Invalid(problems);
}

/** A template as its author would read it in an answer to an invented person; mistakes are named as when it is saved. */
export async function previewTemplate(
	actor: Actor,
	body: BodyRef,
	input: Typed,
	sample: { applicant: string; address: string; number: string },
): Promise<string> {
	demand(actor, 'appeals.write-templates', { territory: body.territory, space: body.id });
	await check(input);
	const now = new Date();
	const { formats } = translatorFor(actor.lang, zoneOf(body.territory));
	const named = await bodiesNamed([body], actor.lang);
	return fillIn(input.text, {
		...sample,
		lang: actor.lang,
		filed: formats.date(new Date(now.getTime() - 6 * 86_400_000), 'long'),
		due: formats.date(new Date(now.getTime() + 2 * 86_400_000), 'long'),
		today: formats.date(now, 'long'),
		category: input.category ? categoryName((await categories()).get(input.category), actor.lang) : '',
		body: [...named.values()][0]?.name ?? '',
	});
}

export async function changeTemplate(actor: Actor, body: BodyRef, id: string, input: Typed): Promise<void> {
	demand(actor, 'appeals.write-templates', { territory: body.territory, space: body.id });
	await check(input);
	await transaction(async (tx) => {
		if (!isUuid(id) || !(await store.updateTemplate(tx, body, { id: id as Id<'template'>, ...input })))
			refuse('appeals.template-not-found');
		await record(tx, {
			actor,
			territory: body.territory,
			action: 'appeals.template-changed',
			thing: { kind: 'template', id: id as Id<'template'> },
			payload: input,
		});
	});
}

export async function addTemplate(actor: Actor, body: BodyRef, input: Typed): Promise<void> {
	demand(actor, 'appeals.write-templates', { territory: body.territory, space: body.id });
	await check(input);
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
