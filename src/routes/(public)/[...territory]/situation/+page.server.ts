import { crumbsTo, placeOf, under } from '#pages/place.ts';
import { addressOf, boardsFor, choiceIn, lastFilled } from '#pages/situation.ts';
import { lastProof } from '#rooms/appeals/door.server.ts';
import { qualityOf } from '#rooms/quality/door.server.ts';
import { type BoardName, hasOwnersBelow, headline, ofHeadline } from '#rooms/situation-centre/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const territory = placeOf(locals);
	const { lang, href } = locals;
	const { choice, today } = await choiceIn(url.searchParams, territory, lang);
	const path = under(locals, 'situation');
	const names: BoardName[] = [
		'map',
		'flow',
		'categories',
		'speed',
		'reaction',
		...(hasOwnersBelow(territory.id) ? (['by-territory'] as const) : []),
		'by-body',
		'effects',
	];
	const [figures, parts, proof, { formal }] = await Promise.all([
		headline(choice, today),
		boardsFor(locals, territory, names, { choice, today, path }),
		lastProof(),
		qualityOf(territory.id),
	]);
	return {
		territory,
		crumbs: crumbsTo(locals),
		choice: { period: choice.period, category: choice.category },
		today,
		figures,
		finding: ofHeadline(figures),
		...parts,
		/** The last month that has appeals, where the one that is shown has none. */
		lastKnown: figures.now.filed === 0 ? (lastFilled(parts.periods) ?? null) : null,
		proof: proof ?? null,
		formal,
		links: {
			self: href(path),
			all: addressOf(href(path), choice, today, { category: '' }),
			wall: href(`${path}/wall`),
			method: href(`${path}/method`),
			quality: href(`${path}/quality`),
			overdue: href(`${under(locals, 'appeals')}?state=late&sort=due`),
			waiting: href(`${under(locals, 'appeals')}?state=waiting`),
			list: href(`${under(locals, 'appeals')}?from=${choice.period.from}&to=${choice.period.to}`),
			data: href(under(locals, 'appeals/data')),
		},
	};
};
