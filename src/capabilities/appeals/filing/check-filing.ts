import { dayIn } from '#platform/calendar/door.ts';
import { invalid, type Problem } from '#platform/errors/door.ts';
import { tree, zoneOf } from '#rooms/territories/door.server.ts';
import { undecided } from '../appeal.ts';
import { problemWithChoice } from '../categories/refuse-choice.ts';
import { categories } from '../categories.server.ts';
import { waitingCategory } from '../classifier/waiting-category.ts';
import type { AnswerToQuestion } from '../filing-store.server.ts';
import { shownFrom } from '../mask.ts';
import { termsFor } from '../terms/begin-terms.ts';
import { dueOfAnswer } from '../terms.ts';
import { readAnswers } from './answers.ts';
import { type Checked, channelsWithForm, type Filing } from './filing.ts';
import { keepKind, questionsAsked } from './kind-of-place.ts';
import { placeOfFiling } from './place-of-filing.ts';
import { missingFor } from './standing.ts';

export const mostPhotographs = 6;

/** Who files, as far as the check needs it. */
export type Author = { account: string | null; name: string; lang: 'ru' | 'en' };

/**
 * Checks what was typed and tells what will come of it. All mistakes at once, each at its field.
 * With `partly` the category and its questions may still be open: the page asks for them next.
 * @throws Invalid
 */
export async function checkFiling(
	author: Author,
	filing: Omit<Filing, 'key'>,
	options: { now?: Date; partly?: boolean } = {},
): Promise<Checked> {
	const now = options.now ?? new Date();
	const { lang } = author;
	const [found, all] = await Promise.all([placeOfFiling(filing, lang), categories()]);
	const { owner, place, point } = found;
	const problems: Problem[] = [...found.problems];
	const zone = zoneOf(owner);
	const today = dayIn(zone, now);
	const areas = [owner, ...tree.ancestors(owner)];
	const left = filing.category === undecided;
	const category = left ? (waitingCategory(all, { day: today, areas }) ?? '') : filing.category;
	const open = category !== '' && all.isOpen(category, today, areas);
	const refused = problemWithChoice(all, category, { day: today, areas, lang });
	if (refused && !(options.partly && category === '')) problems.push(refused);
	const given = filing.answers ?? {};
	const asked =
		!open || left || filing.answers === undefined ? [] : await questionsAsked(all, category, owner);
	const { answers, problems: unanswered } = Array.isArray(given)
		? { answers: given as AnswerToQuestion[], problems: [] }
		: readAnswers(asked, given as Record<string, string>, {
				lang,
				today,
				// who was not asked owes no answer: what is planted, or came before the question did
				demanding:
					!options.partly && filing.answers !== undefined && channelsWithForm.includes(filing.channel),
			});
	problems.push(...unanswered);
	if (filing.photograph.length > mostPhotographs)
		problems.push({
			field: 'photographs',
			code: 'appeals.form.photographs.many',
			facts: { max: mostPhotographs },
		});
	const standing = standingOf(author, filing, today, problems);
	if (problems.length) invalid(...problems);
	const terms = open ? await termsFor(owner, category, now) : [];
	const due = open ? dueOfAnswer(terms) : { dueOn: '', dueAt: now };
	return {
		owner,
		place,
		point,
		zone,
		terms,
		dueOn: due.dueOn,
		dueAt: due.dueAt,
		category,
		categoryBy: left ? 'nobody' : 'author',
		standing,
		answers: Array.isArray(given) ? answers : keepKind(answers, given as Record<string, string>),
		shown: filing.shown?.length
			? shownFrom([filing.text, filing.where, ...answers.map((one) => one.answer)], filing.shown)
			: [],
		emergency: open && all.emergency(category) !== null,
	};
}

/** Who asks for an appeal in the sense of the law must give what it demands; who does not ask gets what was given for. */
function standingOf(
	author: Author,
	filing: Omit<Filing, 'key'>,
	day: string,
	problems: Problem[],
): Checked['standing'] {
	if (filing.standing === 'message') return 'message';
	const account = author.account !== null && !filing.filedBy;
	const missing = missingFor({
		day,
		channel: filing.channel,
		proven: account || Boolean(filing.filedBy),
		account,
		name: filing.name || (account ? author.name : ''),
		email: filing.email,
		address: filing.address ?? null,
	});
	if (missing !== 'never' && missing.length === 0)
		return account || filing.standing === 'appeal' || filing.channel === 'import' ? 'appeal' : 'message';
	// what came from another system was proven there
	if (filing.standing === 'appeal' && filing.channel === 'import') return 'appeal';
	if (filing.standing !== 'appeal') return 'message';
	const fieldOf = { proof: 'standing', name: 'name', reply: 'email' } as const;
	if (missing === 'never') problems.push({ field: 'standing', code: 'appeals.form.standing.never' });
	else
		for (const one of missing) problems.push({ field: fieldOf[one], code: `appeals.form.standing.${one}` });
	return 'message';
}
