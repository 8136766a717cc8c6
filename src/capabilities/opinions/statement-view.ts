import type { Actor } from '#platform/permissions/door.ts';
import type { Lang, Mark } from './conversation.ts';
import { reasonIn } from './ready-reasons.ts';
import type { StatementRow } from './statements-store.server.ts';
import type { Said, StatementRef, StatementView } from './views.ts';

/** The words in the reader's language where there are any. */
export function wordsIn(
	{ number, text, lang, other }: Pick<StatementRow, 'number' | 'text' | 'lang' | 'other'>,
	asked: Lang,
): StatementRef {
	return other && lang !== asked ? { number, text: other, lang: asked } : { number, text, lang };
}

/** `said` null: the reader sees no results now. `seesAll`: a moderator reads what was taken out, too. */
export function viewsOf(
	actor: Actor,
	rows: readonly StatementRow[],
	{
		said,
		mine = new Map(),
		seesAll = false,
	}: {
		said: ReadonlyMap<number, Said> | null;
		mine?: ReadonlyMap<number, Mark>;
		seesAll?: boolean;
	},
): StatementView[] {
	return rows.map((row) => {
		const isMine = actor.account !== null && row.account === actor.account;
		const words = wordsIn(row, actor.lang);
		const isHidden = row.state !== 'shown' && !isMine && !seesAll;
		return {
			number: row.number,
			text: isHidden ? '' : words.text,
			lang: words.lang,
			isFirst: row.isFirst,
			state: row.state,
			reason: reasonIn(row, actor.lang),
			createdAt: row.createdAt,
			isMine,
			said: said && (said.get(row.number) ?? { agree: 0, disagree: 0, pass: 0 }),
			mine: mine.get(row.number) ?? null,
		};
	});
}
