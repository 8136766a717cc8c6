import { dayIn } from '#platform/calendar/door.ts';
import type { Tx } from '#platform/db/door.server.ts';
import { Invalid, type Problem } from '#platform/errors/door.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import type { Answer, Appeal } from '../appeal.ts';
import type { CheckItem } from '../category.ts';
import { answerInput } from '../input.ts';
import { type CheckAnswer, readChecks, type TypedChecks } from './checklist.ts';
import * as store from './draft-store.server.ts';
import { gapsIn } from './placeholders.ts';
import { doubtsOf, workBeganAfter } from './shot.ts';

/**
 * What a form must have told before its answer may leave: an answer of some length, the checklist, no gaps of a template, no photograph that is doubtful and
 * was not looked at. Everything that is missing is named at once.
 */
export async function demandAll(
	tx: Tx,
	appeal: Appeal,
	of: {
		items: readonly CheckItem[];
		text: string;
		checks: TypedChecks;
		/** Photographs whose doubts the form showed. */
		seen: readonly string[];
		answers: readonly Answer[];
	},
	at: Date,
): Promise<CheckAnswer[]> {
	const photographs = await store.draftPhotographsOf(tx, appeal);
	const { checks, problems } = readChecks(of.items, of.checks, {
		lang: appeal.lang,
		photographs: photographs.length,
		today: dayIn(zoneOf(appeal.territory), at),
		filedOn: dayIn(zoneOf(appeal.territory), appeal.filedAt),
	});
	const found: Problem[] = [];
	const gaps = gapsIn(of.text);
	const short = answerInput.safeParse({ text: of.text }).error?.issues[0];
	if (gaps.length)
		found.push({ field: 'text', code: 'appeals.answer.gaps', facts: { gaps: gaps.slice(0, 3).join(', ') } });
	else if (short) found.push({ field: 'text', code: short.message });
	const since = workBeganAfter(appeal.filedAt, of.answers);
	const doubtful = photographs.filter((one) => doubtsOf(one, since, at).length > 0);
	const unseen = doubtful.filter((one) => !of.seen.includes(one.file));
	if (unseen.length)
		found.push({
			field: 'photographs',
			code: 'appeals.answer.doubtful',
			facts: { several: unseen.length > 1 ? 'yes' : 'no' },
		});
	if (found.length || problems.length) throw new Invalid([...found, ...problems]);
	await store.confirmPhotographs(
		tx,
		appeal,
		doubtful.map((one) => one.file),
	);
	return checks;
}
