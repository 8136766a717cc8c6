import { database } from '#platform/db/door.server.ts';
import type { Translate } from '#platform/i18n/door.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { bodiesOf, summary, unitsOf } from '#rooms/organisations/door.server.ts';
import { inLanguage } from '#rooms/organisations/door.ts';
import { namesOf, tree, zoneOf } from '#rooms/territories/door.server.ts';
import type { AppealRef, Happening } from './appeal.ts';
import { categories } from './categories.server.ts';
import { categoryName } from './category.ts';
import { categoryOptions } from './category-options.ts';
import type { CategoryTree } from './category-tree.ts';
import { isDoubted, sortingOf } from './classifier/sorting.ts';
import { reviewsOf } from './closing/store.server.ts';
import { staffOptions } from './desk/staff-options.ts';
import { placeOf } from './reach.ts';
import { readWork } from './read-appeal.ts';
import { filledIn, templatesFor } from './templates.ts';
import { termChoices } from './terms/term-choices.ts';
import { dayIn } from './terms.ts';

/** All that the panel of work shows of one appeal, and the choices of its forms: only those that are open to this person. */
export async function workPanel(
	locals: { actor: Actor; lang: 'ru' | 'en'; t: Translate; href: (path: string) => string },
	ref: AppealRef,
	/** The number of a template that the official took, from the address. */
	taken: string | null = null,
) {
	const { actor, lang, t } = locals;
	const work = await readWork(actor, ref);
	const { appeal, rights } = work;
	const all = await categories();
	const areas = [ref.territory, ...tree.ancestors(ref.territory)];
	const [bodies, units, staff, templates, names, sorting, reviews] = await Promise.all([
		rights.route || rights['pass-on'] ? Promise.all(areas.map((area) => bodiesOf(area))) : [],
		rights.assign && appeal.body ? unitsOf(appeal.body) : [],
		rights.assign && appeal.body ? staffOptions(appeal.body, t) : [],
		rights.answer && appeal.body ? templatesFor(actor, appeal.body, appeal.category) : [],
		namesOf([ref.territory, ...(appeal.place ? [appeal.place] : [])], lang),
		rights.classify ? sortingOf(appeal, isDoubted(work.history, appeal), lang) : null,
		appeal.answeredAt ? reviewsOf(database(), ref) : [],
	]);
	const drafts = templates.map((one) => ({
		title: one.title,
		text: filledIn(one.text, { number: appeal.number, name: work.applicant?.name ?? '' }),
	}));
	const review = reviews.find((one) => !one.decision);
	return {
		...work,
		review: review
			? {
					...review,
					href: may(actor, 'appeals.review', placeOf(appeal, false))
						? locals.href(`/office/appeals/reviews/${ref.territory}/${ref.id}`)
						: null,
				}
			: null,
		history: work.history.map((one) => withCategoryName(one, all, lang)),
		sorting,
		...(await termChoices(work, lang)),
		draft: taken === null ? null : (drafts[Number(taken)]?.text ?? null),
		address: locals.href(`/office/appeals/${ref.territory}/${ref.id}`),
		category: all
			.chain(appeal.category)
			.map((one) => categoryName(one, lang))
			.reverse()
			.join(' · '),
		territoryName: names.get(ref.territory)?.nominative ?? '',
		placeName: appeal.place ? (names.get(appeal.place)?.nominative ?? null) : null,
		options: {
			categories: categoryOptions(
				all.choices(dayIn(zoneOf(ref.territory), new Date()), areas),
				lang,
				(name) => t('appeals.form.category.other-of', { name }),
			),
			bodies: bodies
				.flat()
				.filter((body) => !body.closedOn && body.id !== appeal.body?.id)
				.map((body) => ({ value: `${body.territory}/${body.id}`, label: summary(body, lang).name })),
			units: units.map((unit) => ({ value: unit.id, label: inLanguage(unit.names, lang)?.name ?? '' })),
			staff,
			templates: drafts,
		},
	};
}
export type WorkPanelData = Awaited<ReturnType<typeof workPanel>>;

/** The timeline names categories as they are called today. */
function withCategoryName(one: Happening, all: CategoryTree, lang: string): Happening {
	const to = one.facts.to;
	const category = typeof to === 'string' ? all.get(to) : undefined;
	return category && namesCategory.includes(one.kind)
		? { ...one, facts: { ...one.facts, name: categoryName(category, lang) } }
		: one;
}
const namesCategory = ['classified', 'unsure', 'disagrees'];
