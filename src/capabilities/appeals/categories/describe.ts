import type { Translate } from '#platform/i18n/door.ts';
import { type Amount, type Category, categoryName } from '../category.ts';
import type { CategoryTree } from '../category-tree.ts';

export function amountInWords(t: Translate, amount: Amount): string {
	return t.any(`appeals.amount.${amount.unit}`, { amount: amount.amount });
}

/** A day of the year in words: 1 November. The year is any that has a 29 February. */
export function dayOfYear(t: Translate, day: string): string {
	const [month = 1, date = 1] = day.split('-').map(Number);
	return new Intl.DateTimeFormat(t.lang, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
		new Date(Date.UTC(2024, month - 1, date)),
	);
}

/** What holds for a category in the end, in words, and which category above says it where it does not itself. */
export function describe(t: Translate, tree: CategoryTree, code: string) {
	const { answer, reaction, calendar } = tree.promise(code);
	const from = (setter: string | undefined) =>
		setter === undefined || setter === code ? null : categoryName(tree.get(setter), t.lang);
	const season = tree.season(code);
	const danger = tree.emergency(code);
	const routeAt = tree.routeAt(code);
	const setter = (has: (one: Category) => boolean) => from(tree.chain(code).find(has)?.code);
	return {
		answer: answer
			? { says: amountInWords(t, answer.value), from: from(answer.from) }
			: { says: t('appeals.category.term.by-law'), from: null },
		reaction: reaction
			? { says: amountInWords(t, reaction.value), from: from(reaction.from) }
			: { says: t('appeals.category.term.none'), from: null },
		calendar: {
			says: t.any(`appeals.category.calendar.${calendar}`),
			from: setter((one) => one.calendar !== null),
		},
		season: season
			? {
					says: t('appeals.category.season.from-to', {
						from: dayOfYear(t, season.seasonFrom ?? ''),
						to: dayOfYear(t, season.seasonTo ?? ''),
					}),
					from: from(season.code),
				}
			: { says: t('appeals.category.season.always'), from: null },
		danger: danger
			? {
					says: t('appeals.category.danger.call', { phone: danger.phone }),
					from: from(danger.from.code),
				}
			: { says: t('appeals.category.danger.no'), from: null },
		shownTo: {
			says: t.any(`appeals.category.shown-to.${tree.shownTo(code)}`),
			from: setter((one) => one.shownTo !== null),
		},
		route: {
			says:
				routeAt === null
					? t('appeals.category.route.never')
					: t('appeals.category.route.from', { percent: Math.round(routeAt * 100) }),
			from: setter((one) => one.routeNever || one.routeAt !== null),
		},
		questionsFrom: setter((one) => one.ownQuestions),
		checklistFrom: setter((one) => one.ownChecklist),
		approvalFrom: setter((one) => one.ownApproval),
	};
}
