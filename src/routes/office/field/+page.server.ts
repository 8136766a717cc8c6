import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { newId } from '#platform/db/door.server.ts';
import { takeUpload } from '#platform/files/door.server.ts';
import {
	categories,
	fieldInput,
	mirror,
	mostOfMoment,
	myRoute,
	readDegrees,
	reportFromField,
} from '#rooms/appeals/door.server.ts';
import { categoryName } from '#rooms/appeals/door.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const query = url.searchParams;
	const lat = readDegrees(query.get('lat') ?? '');
	const lon = readDegrees(query.get('lon') ?? '');
	const here =
		lat !== undefined && lon !== undefined && Math.abs(lat) <= 90 && Math.abs(lon) <= 180
			? { lat, lon }
			: null;
	const order = query.get('order') === 'term' ? 'term' : 'route';
	const [route, all] = await Promise.all([myRoute(locals.actor, { order, here }), categories()]);
	return {
		...route,
		here,
		most: mostOfMoment,
		address: locals.href('/office/field'),
		appeals: locals.href('/office/appeals'),
		stops: route.stops.map((one) => ({
			...one,
			categoryName: categoryName(all.get(one.category), locals.lang),
			href: locals.href(`/office/appeals/${one.territory}/${one.id}`),
		})),
		done: query.has('done'),
	};
};

export const actions: Actions = {
	report: action(async ({ locals }, form) => {
		const input = form.parse(fieldInput);
		const uploads = { before: form.files('before-now'), after: form.files('after-now') };
		// the slow part before the transaction
		for (const upload of [...uploads.before, ...uploads.after]) await takeUpload(upload, 'image');
		const ref = await reportFromField(locals.actor, { ...input, uploads, key: form.key || newId() });
		await mirror(ref);
		redirect(303, `${locals.href('/office/field')}?done=yes`);
	}),
};
