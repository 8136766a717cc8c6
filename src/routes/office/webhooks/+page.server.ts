import { action } from '#pages/action.ts';
import { beginAtTheTop } from '#pages/office-place.ts';
import { categories } from '#rooms/appeals/door.server.ts';
import { categoryFilterOptions } from '#rooms/appeals/door.ts';
import {
	addWebhook,
	listKeys,
	listWebhooks,
	webhookEvents,
	webhookInput,
} from '#rooms/intake/door.server.ts';
import { here } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	beginAtTheTop(locals);
	const territory = here(locals.territory);
	const { t, lang, href } = locals;
	const [hooks, keys, tree] = await Promise.all([
		listWebhooks(locals.actor, territory.id),
		listKeys(locals.actor, territory.id),
		categories(),
	]);
	return {
		territory,
		hooks: hooks.map((one) => ({ ...one, href: href(`/office/webhooks/${one.id}?in=${territory.id}`) })),
		keys: keys
			.filter((one) => one.state === 'works' && one.scopes.includes('appeals:read-whole'))
			.map((one) => ({ value: one.id as string, label: one.name })),
		options: categoryFilterOptions(tree, lang, (name) => t('appeals.filters.all-of', { name })),
		events: webhookEvents,
		removed: url.searchParams.get('done') === 'removed',
		schema: `${url.origin}/${territory.path}/appeals/data/schema.json`,
	};
};

export const actions: Actions = {
	add: action(async ({ locals }, form) => {
		const territory = here(locals.territory);
		const { id, secret } = await addWebhook(locals.actor, territory.id, form.parse(webhookInput));
		return {
			secret,
			made: locals.href(`/office/webhooks/${id}?in=${territory.id}`),
			values: {},
			problems: [],
		};
	}),
};
