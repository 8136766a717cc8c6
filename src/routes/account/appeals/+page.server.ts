import { dayIn } from '#platform/calendar/door.ts';
import { addressOf, categories, draftsOf, excerptOf, myAppeals } from '#rooms/appeals/door.server.ts';
import { categoryName } from '#rooms/appeals/door.ts';
import { namesOf, pathOf } from '#rooms/territories/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { lang, href } = locals;
	const after = url.searchParams.get('after');
	const [page, tree, drafts] = await Promise.all([
		myAppeals(locals.actor, after),
		categories(),
		after ? [] : draftsOf(locals.actor),
	]);
	const names = await namesOf(
		[...page.rows, ...drafts].map((row) => row.territory),
		lang,
	);
	return {
		drafts: drafts.map((draft) => ({
			id: String(draft.territory),
			title: excerptOf(String(draft.fields.text ?? '')) || locals.t('appeals.draft.without-words'),
			href: href(`/${pathOf(draft.territory)}/appeals/new`.replace('//', '/')),
			meta: [names.get(draft.territory)?.nominative ?? '', locals.t.formats.dateTime(draft.updatedAt)],
		})),
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
		watches: href('/account/appeals/watches'),
		home: href('/'),
	};
};
