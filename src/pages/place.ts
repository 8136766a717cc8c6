import { refuse } from '#platform/errors/door.ts';

/** The territory of the address, or the page that says there is none. */
export function placeOf(locals: App.Locals): NonNullable<App.Locals['territory']> {
	return locals.territory ?? refuse('platform.not-found');
}

/** The way here for a page of a territory, the page itself left out. */
export function crumbsTo(locals: App.Locals, ...further: { title: string; path: string }[]) {
	const { territory, href } = locals;
	const places = territory
		? [...territory.parents, { path: territory.path, name: territory.name.nominative }]
		: [];
	return [
		...places.map((one) => ({ title: one.name, href: href(`/${one.path}`) })),
		...further.map(({ title, path }) => ({ title, href: href(path) })),
	];
}

/** `/perm-krai/kungur/appeals`, without the language. */
export function under(locals: App.Locals, page: string): string {
	const path = locals.territory?.path ?? '';
	return `${path ? `/${path}` : ''}/${page}`;
}

/** The place of a page as the head of the site shows it. */
export function placeShown(locals: App.Locals): { name: string; href: string } {
	const { name, path } = placeOf(locals);
	return { name: name.nominative, href: locals.href(`/${path}`) };
}
