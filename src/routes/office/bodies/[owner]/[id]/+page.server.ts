import { type RequestEvent, redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { markMap } from '#pages/mark-map.ts';
import { dayIn } from '#platform/calendar/door.ts';
import { type Id, isUuid, type TerritoryId } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import type { Form } from '#platform/http/form.server.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { accountsOf, findPeople } from '#rooms/identity/door.server.ts';
import {
	appoint,
	bodiesOf,
	body as bodyAt,
	bodyInput,
	closeBody,
	closeUnit,
	dismiss,
	editBody,
	kindsIn,
	saveUnit,
	staffInput,
	staffOf,
	summary,
	unitInput,
	unitsOf,
} from '#rooms/organisations/door.server.ts';
import { type BodyRef, inLanguage, type UnitId } from '#rooms/organisations/door.ts';
import { view, zoneOf } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

function refOf(params: { owner?: string; id?: string }): BodyRef {
	const owner = params.owner ?? '';
	const id = params.id ?? '';
	if (!/^\d{1,9}$/.test(owner) || !isUuid(id)) refuse('organisations.body-not-found');
	return { territory: Number(owner) as TerritoryId, id: id as Id<'body'> };
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const ref = refOf(params);
	const { actor, lang, href, t } = locals;
	const place = { territory: ref.territory, space: ref.id };
	if (!may(actor, 'organisations.appoint', place)) refuse('organisations.body-not-found');
	const body = (await bodyAt(ref)) ?? refuse('organisations.body-not-found');
	const territory = await view(ref.territory, lang);
	const [map, units, staff, kinds, bodies] = await Promise.all([
		territory ? markMap(territory, lang) : null,
		unitsOf(ref),
		staffOf(ref),
		kindsIn(lang),
		bodiesOf(ref.territory),
	]);
	const people = await accountsOf(staff.map((member) => member.account));
	return {
		crumbs: [{ title: t('organisations.office.title'), href: href(`/office/bodies?in=${ref.territory}`) }],
		body: { ...body, name: summary(body, lang).name },
		page: href(`/${[territory?.path, 'bodies', body.slug].filter(Boolean).join('/')}`),
		map: map ?? { shapes: [], credits: [], view: null },
		mayEdit: may(actor, 'organisations.edit', { territory: ref.territory }),
		kinds: kinds.map((kind) => ({ value: kind.code, label: kind.name })),
		bodies: bodies
			.filter((one) => one.id !== body.id && !one.closedOn)
			.map((one) => ({ value: one.id as string, label: summary(one, lang).name })),
		units: units.map((unit) => ({
			id: unit.id as string,
			parent: unit.parent as string | null,
			phone: unit.phone,
			position: unit.position,
			nameRu: unit.names.find((name) => name.lang === 'ru')?.name ?? '',
			nameEn: unit.names.find((name) => name.lang === 'en')?.name ?? '',
			name: inLanguage(unit.names, lang)?.name ?? '',
		})),
		staff: staff.map((member) => ({
			id: member.id as string,
			name: people.get(member.account)?.name ?? '',
			role: member.role,
			post: member.post,
			unit: units.find((unit) => unit.id === member.unit)
				? (inLanguage(units.find((unit) => unit.id === member.unit)?.names ?? [], lang)?.name ?? '')
				: '',
			since: member.since,
		})),
		done: url.searchParams.get('done'),
	};
};

const act = (name: string, work: (actor: Actor, ref: BodyRef, form: Form) => Promise<unknown>) =>
	action(async (event: RequestEvent, form) => {
		const ref = refOf(event.params);
		await work(event.locals.actor, ref, form);
		redirect(303, `${event.locals.href(`/office/bodies/${ref.territory}/${ref.id}`)}?done=${name}`);
	});

export const actions: Actions = {
	edit: act('edit', (actor, ref, form) => editBody(actor, ref, form.parse(bodyInput))),
	unit: act('unit', (actor, ref, form) => saveUnit(actor, ref, form.parse(unitInput))),
	'close-unit': act('unit', (actor, ref, form) => closeUnit(actor, ref, form.text('unit') as UnitId)),
	/** The person is found by the exact e-mail of the account: nobody leafs through the accounts of others. */
	appoint: act('appoint', async (actor, ref, form) => {
		const email = form.text('email');
		const [person] = email.includes('@') ? await findPeople(actor, ref.territory, email) : [];
		if (!person) invalid({ field: 'email', code: 'organisations.form.email.nobody' });
		const values = staffInput.omit({ account: true });
		await appoint(actor, ref, { ...form.parse(values), account: person.account });
	}),
	dismiss: act('dismiss', (actor, ref, form) => dismiss(actor, ref, form.text('staff') as Id<'staff'>)),
	close: act('close', (actor, ref, form) => {
		const on = form.text('on') || dayIn(zoneOf(ref.territory), new Date());
		if (!/^\d{4}-\d{2}-\d{2}$/.test(on) || Number.isNaN(Date.parse(on)))
			invalid({ field: 'on', code: 'platform.field.not-a-date' });
		return closeBody(actor, ref, { on, successor: form.text('successor') || null });
	}),
};
