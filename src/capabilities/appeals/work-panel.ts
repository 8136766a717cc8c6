import { dayIn } from '#platform/calendar/door.ts';
import { database } from '#platform/db/door.server.ts';
import type { Translate } from '#platform/i18n/door.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { bodiesOf, summary, unitsOf } from '#rooms/organisations/door.server.ts';
import { inLanguage } from '#rooms/organisations/door.ts';
import { namesOf, tree, zoneOf } from '#rooms/territories/door.server.ts';
import { answeringOf } from './answering/answering-view.ts';
import type { AppealRef, Happening } from './appeal.ts';
import { categories } from './categories.server.ts';
import { categoryName } from './category.ts';
import { categoryOptions } from './category-options.ts';
import type { CategoryTree } from './category-tree.ts';
import { isDoubted, sortingOf } from './classifier/sorting.ts';
import { reviewsOf } from './closing/store.server.ts';
import { staffOptions } from './desk/staff-options.ts';
import { reportsFor } from './field/reports-for.ts';
import { readHistoryMark } from './history.ts';
import { readyQuestions, talkOf } from './inquiry/inquiries-for.ts';
import { partsFor } from './joint/parts-for.ts';
import { mergingFor } from './merging/merged-with.ts';
import { notesFor } from './notes/notes-for.ts';
import { colleaguesOn } from './notes/who-sees.ts';
import { addressOf } from './project.ts';
import { placeOf } from './reach.ts';
import { readWork } from './read-appeal.ts';
import { receivedAs } from './reception/received-as.ts';
import { termChoices } from './terms/term-choices.ts';

/** All that the panel of work shows of one appeal, and the choices of its forms: only those that are open to this person. */
export async function workPanel(
	locals: { actor: Actor; lang: 'ru' | 'en'; t: Translate; href: (path: string) => string },
	ref: AppealRef,
	/** Which part of a long history is wanted, from the address. */
	earlier: string | null = null,
) {
	const { actor, lang, t } = locals;
	const work = await readWork(actor, ref, new Date(), { before: readHistoryMark(earlier) });
	const { appeal, rights } = work;
	const all = await categories();
	const hrefOf = (one: AppealRef) => locals.href(`/office/appeals/${one.territory}/${one.id}`);
	const areas = [ref.territory, ...tree.ancestors(ref.territory)];
	const [
		bodies,
		units,
		staff,
		names,
		sorting,
		merging,
		talk,
		ready,
		parts,
		reports,
		notes,
		colleagues,
		reviews,
		received,
	] = await Promise.all([
		rights.route || rights['pass-on'] || rights['ask-part']
			? Promise.all(areas.map((area) => bodiesOf(area)))
			: [],
		rights.assign && appeal.body ? unitsOf(appeal.body) : [],
		rights.assign && appeal.body ? staffOptions(appeal.body, t) : [],
		namesOf([ref.territory, ...(appeal.place ? [appeal.place] : [])], lang),
		rights.classify ? sortingOf(appeal, isDoubted(work.turns, appeal), lang) : null,
		mergingFor(appeal, rights.merge),
		talkOf(appeal, 'office'),
		rights.ask ? readyQuestions(appeal.category, work.questions, lang) : [],
		partsFor(actor, appeal, lang),
		reportsFor(appeal),
		notesFor(actor, appeal),
		rights.comment ? colleaguesOn(appeal) : [],
		appeal.answeredAt ? reviewsOf(database(), ref) : [],
		receivedAs(appeal),
	]);
	const review = reviews.find((one) => !one.decision);
	const hider = work.hiddenNow?.by;
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
		hiding: work.hiddenNow && {
			...work.hiddenNow,
			byName: (hider && work.people.get(hider)?.name) ?? '',
			href: may(actor, 'appeals.show-again', placeOf(appeal, appeal.author === actor.account))
				? `${locals.href(addressOf(appeal))}/hide`
				: null,
		},
		history: work.history.map((one) => withCategoryName(one, all, lang)),
		sorting,
		talk,
		parts,
		reports,
		notes,
		colleagues: colleagues.filter((one) => one.value !== actor.account),
		readyQuestions: ready,
		merging: {
			lead: merging.lead && { number: merging.lead.number, href: hrefOf(merging.lead) },
			led: merging.led.map((one) => ({ ...one, href: hrefOf(one) })),
			alike: merging.alike.map((one) => ({ ...one, href: hrefOf(one) })),
		},
		received,
		...(await termChoices(work, lang)),
		answering: await answeringOf(actor, work),
		today: dayIn(zoneOf(ref.territory), new Date()),
		publicAddress: locals.href(addressOf(appeal)),
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
