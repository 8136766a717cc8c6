import { Temporal } from 'temporal-polyfill';
import { crumbsTo, placeOf, under } from '#pages/place.ts';
import { boardsFor, choiceIn } from '#pages/situation.ts';
import { addressOf, categories, figures, listAppeals, readAsked } from '#rooms/appeals/door.server.ts';
import { categoryName } from '#rooms/appeals/door.ts';
import { headline } from '#rooms/situation-centre/door.server.ts';
import type { PageServerLoad } from './$types';

/** For a large screen: dark, without head and foot, it comes again by itself every minute. */
export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	const territory = placeOf(locals);
	const { lang, href } = locals;
	locals.look = { ...locals.look, theme: 'dark', sight: false };
	const now = new Date();
	// by a header and not by an element of the page: it is asked for anew without any script, and may be stopped
	const still = url.searchParams.has('still');
	if (!still) setHeaders({ refresh: '60' });
	const { choice, today } = await choiceIn(new URLSearchParams({ step: 'day' }), territory, lang);
	const path = under(locals, 'situation');
	const [told, month, parts, late, tree] = await Promise.all([
		headline(choice, today),
		figures(territory.id, 30, now),
		boardsFor(locals, territory, ['map', 'flow'], { choice, today, path }),
		listAppeals(territory.id, readAsked(new URLSearchParams('state=late&sort=due')), { lang, limit: 7 }),
		categories(),
	]);
	return {
		bare: true,
		territory,
		crumbs: crumbsTo(locals),
		at: now,
		today,
		told,
		days: month.byDay,
		boards: parts.boards,
		late: {
			count: late.count,
			more: late.more,
			rows: late.rows.map((row) => ({
				number: row.number,
				excerpt: row.excerpt,
				category: categoryName(tree.get(row.category), lang),
				place: row.placeWords,
				/** Days since the promised one. */
				days: Temporal.PlainDate.from(row.dueOn).until(today).days,
				href: href(addressOf(row)),
			})),
		},
		still,
		turn: href(still ? `${path}/wall` : `${path}/wall?still`),
		back: href(path),
	};
};
