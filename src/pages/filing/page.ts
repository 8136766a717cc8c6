import { markMap } from '#pages/mark-map.ts';
import { dayIn } from '#platform/calendar/door.ts';
import { refuse } from '#platform/errors/door.ts';
import { categories, isFullName, mostPhotographs } from '#rooms/appeals/door.server.ts';
import { categoryOptions, undecided } from '#rooms/appeals/door.ts';
import type { FilingData } from '#rooms/appeals/ui/filing/filing-page.ts';
import { childrenOf, type TerritoryView, tree, zoneOf } from '#rooms/territories/door.server.ts';

/** Where the form stands: a page of the territory, a frame in another site, a kiosk. */
export type Stand = {
	/** Path below the territory: `appeals/new`. */
	base: string;
	/** Who files is always an outsider here: no account, no cookies, nothing kept in the browser. */
	bare?: boolean;
	token?: string;
	visit?: string;
};

/** All that the form is drawn from. */
export async function filingData(
	locals: App.Locals,
	territory: TerritoryView,
	stand: Stand,
): Promise<FilingData> {
	const owner = tree.ownerOf(territory.id) ?? refuse('appeals.territory-not-found');
	const { lang, t, actor, href } = locals;
	const [all, map, below] = await Promise.all([
		categories(),
		markMap(territory, lang),
		childrenOf(territory.id, { lang, limit: 1 }),
	]);
	const path = href(`/${territory.path}/${stand.base}`.replace('//', '/'));
	const signedIn = !stand.bare && actor.account !== null;
	return {
		territory,
		options: [
			{ value: undecided, label: t('appeals.form.category.undecided') },
			...categoryOptions(
				all.choices(dayIn(zoneOf(owner), new Date()), [owner, ...tree.ancestors(owner)]),
				lang,
				(name) => t('appeals.form.category.other-of', { name }),
			),
		],
		signedIn,
		name: signedIn ? actor.name : '',
		fullName: isFullName(actor.name),
		signIn: stand.bare || signedIn ? null : href(`/account/sign-in?to=${encodeURIComponent(path)}`),
		map,
		most: mostPhotographs,
		view: map.view,
		hasBelow: below.items.length > 0,
		base: stand.base,
		suggestPlaces: `/api/v1/suggest?kind=territory&in=${territory.id}&lang=${lang}`,
		suggestStreets: `/api/v1/streets?in=${territory.id}`,
		draftName: stand.bare ? null : `appeal-${territory.id}`,
		assistTo: `${path}/assist`,
		uploadTo: `${path}/photographs`,
		...(stand.bare
			? {}
			: {
					join: '?/join',
					offline: {
						page: path,
						to: `${path}/send`,
						uploadTo: `${path}/photographs`,
						keepAs: 'photograph',
						draft: `appeal-${territory.id}`,
					},
				}),
		token: stand.token,
		visit: stand.visit,
	};
}
