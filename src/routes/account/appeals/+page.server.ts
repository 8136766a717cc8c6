import { addressOf, categories, dayIn, myAppeals } from '#rooms/appeals/door.server.ts';
import { categoryName } from '#rooms/appeals/door.ts';
import { namesOf } from '#rooms/territories/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { lang, href } = locals;
	const [page, tree] = await Promise.all([
		myAppeals(locals.actor, url.searchParams.get('after')),
		categories(),
	]);
	const names = await namesOf(
		page.rows.map((row) => row.territory),
		lang,
	);
	return {
		rows: page.rows.map((row) => ({
			...row,
			placeWords: '',
			photographs: 0,
			joined: 0,
			answeredAt: null,
			title: row.excerpt,
			href: href(addressOf(row)),
			categoryName: categoryName(tree.get(row.category), lang),
			territoryName: names.get(row.territory)?.nominative,
		})),
		next: page.next ? `${href('/account/appeals')}?after=${encodeURIComponent(page.next)}` : null,
		today: dayIn('Europe/Moscow', new Date()),
		follow: href('/appeals/follow'),
		home: href('/'),
	};
};
