import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { invalid } from '#platform/errors/door.ts';
import * as territories from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const id = territories.idIn(params.id);
	const office = await territories.officeOf(locals.actor, id, locals.lang);
	return {
		...office,
		blocks: await territories.blocksOf(office.territory),
		saved: url.searchParams.has('saved'),
	};
};

export const actions: Actions = {
	default: action(async ({ locals, params }, form) => {
		const id = territories.idIn(params.id);
		const { territory } = await territories.officeOf(locals.actor, id, locals.lang);
		const rows = (await territories.blocksOf(territory)).map((block) => {
			const position = Number(form.text(`position.${block.name}`) || block.position);
			if (!(Number.isInteger(position) && position >= 0 && position <= 999))
				invalid({ field: `position.${block.name}`, code: 'platform.field.not-a-number' });
			return { block: block.name, position, shown: form.has(`shown.${block.name}`) };
		});
		await territories.page.arrangePage(locals.actor, id, rows);
		redirect(303, locals.href(`/office/territories/${id}/blocks?saved`));
	}),
};
