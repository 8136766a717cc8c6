import { dayIn } from '#platform/calendar/door.ts';
import type { TerritoryId } from '#platform/db/door.server.ts';
import type { Translate } from '#platform/i18n/door.ts';
import { tree as territories, zoneOf } from '#rooms/territories/door.server.ts';
import { categories } from '../categories.server.ts';
import { type Category, categoryName, wordsIn } from '../category.ts';
import { type UsualTimes, usualTimesOf } from '../counts/usual-times.ts';
import { amountInWords, describe } from './describe.ts';
import { type Answering, answeringIn } from './who-answers.ts';

/** What the authority promises of one category. */
export type Promised = {
	code: string;
	name: string;
	hint: string;
	/** The promised answer in words; null: the law's 30 days. */
	answer: string | null;
	reaction: string | null;
	/** Taken on every day of the week. */
	everyDay: boolean;
	/** From when to when, in words; null: all year. */
	season: string | null;
	answers: Answering[];
	usual: UsualTimes | null;
};

export type StandardOfService = {
	groups: { code: string; name: string; lines: Promised[] }[];
	/** Instead of an appeal one calls. */
	danger: { name: string; phone: string; note: string }[];
};

/**
 * The standard of service of a territory: every category that may be chosen today with its term in words, who answers and
 * how long it usually takes. A group stands first with what is "something else of this".
 */
export async function standardOfService(
	territory: TerritoryId,
	t: Translate,
	now = new Date(),
): Promise<StandardOfService> {
	const owner = territories.ownerOf(territory) ?? territory;
	const all = await categories();
	const areas = [owner, ...territories.ancestors(owner)];
	const day = dayIn(zoneOf(owner), now);
	const open = (code: string) => all.subtree(code).filter((one) => all.isOpen(one, day, areas));
	const roots = all.below(null).filter((root) => all.isOpen(root.code, day, areas));
	const codes = roots.flatMap((root) => open(root.code));
	const calm = codes.filter((code) => all.emergency(code) === null);
	const [answering, usual] = await Promise.all([
		answeringIn(owner, t.lang, { place: territory === owner ? null : territory }),
		usualTimesOf(owner, calm, now),
	]);
	const line = (code: string): Promised => {
		const { answer, reaction, calendar } = all.promise(code);
		const said = describe(t, all, code);
		return {
			code,
			name: categoryName(all.get(code), t.lang),
			hint: wordsIn(all.get(code)?.texts ?? [], t.lang)?.hint ?? '',
			answer: answer && amountInWords(t, answer.value),
			reaction: reaction && amountInWords(t, reaction.value),
			everyDay: calendar === 'every-day',
			season: all.season(code) ? said.season.says : null,
			answers: answering.every(code),
			usual: usual.get(code) ?? null,
		};
	};
	return {
		groups: roots
			.filter((root) => calm.includes(root.code))
			.map((root) => {
				const own = open(root.code).filter((code) => calm.includes(code));
				const [first, ...rest] = own;
				// the group itself is what is left when nothing inside fits
				const order = rest.length && first ? [...rest, first] : own;
				return {
					code: root.code,
					name: categoryName(root, t.lang),
					lines: order.map((code) =>
						code === root.code && rest.length
							? {
									...line(code),
									name: t('appeals.form.category.other-of', { name: categoryName(root, t.lang) }),
								}
							: line(code),
					),
				};
			}),
		danger: codes
			.filter((code) => all.emergency(code))
			.map((code) => {
				const one = all.emergency(code) as { phone: string; from: Category };
				return {
					name: categoryName(all.get(code), t.lang),
					phone: one.phone,
					note: wordsIn(one.from.texts, t.lang)?.emergencyNote ?? '',
				};
			}),
	};
}
