import { redirect } from '@sveltejs/kit';
import { atomAnswer } from '#pages/atom.ts';
import { placeOf } from '#pages/place.ts';
import { outsider } from '#platform/http/ports.server.ts';
import { addressOf, appealByNumber, categories, readAppeal } from '#rooms/appeals/door.server.ts';
import { categoryName, titleOfStep } from '#rooms/appeals/door.ts';
import { bodyKey } from '#rooms/organisations/door.ts';
import type { RequestHandler } from './$types';

/** The way of one public appeal as a feed: who has no account follows it in a reader of news. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const territory = placeOf(locals);
	const { t, lang, origin, href } = locals;
	const found = await appealByNumber(params.number);
	// readers of news keep no cookies: it tells only what everybody may see
	const viewer = { actor: outsider(lang, locals.requestId) };
	const view = await readAppeal(viewer, found?.territory ?? territory.id, found?.number ?? params.number);
	const { appeal, history, answers, bodies } = view;
	const page = href(addressOf(appeal));
	if (appeal.territory !== territory.id || params.number !== appeal.number) redirect(308, `${page}/feed.xml`);
	const all = await categories();
	const entries = history.toReversed().map((one) => ({
		id: `urn:uuid:${one.id}`,
		title: titleOfStep(one, {
			any: t.any,
			date: (at) => t.formats.date(at),
			body: (one.body && bodies.get(bodyKey(one.body))?.name) ?? t('appeals.history.some-body'),
		}),
		href: origin + page,
		updated: one.at,
		text:
			one.kind === 'answered'
				? (answers.find((answer) => answer.round === one.facts.round)?.text ?? '')
				: (one.text ?? ''),
	}));
	const name = categoryName(all.get(appeal.category), lang);
	return atomAnswer({
		self: `${origin}${page}/feed.xml`,
		page: origin + page,
		title: `${appeal.number}. ${appeal.placeWords ? `${name}: ${appeal.placeWords}` : name}`,
		subtitle: t.any(`appeals.state.${appeal.state}`),
		lang,
		author: t('appeals.list.title-in', { in: territory.name.in }),
		updated: history.at(-1)?.at ?? appeal.filedAt,
		entries,
	});
};
