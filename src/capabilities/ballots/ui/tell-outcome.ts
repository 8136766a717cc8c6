import type { Ballot } from '#rooms/ballots/ballot.ts';
import type { ResultView } from '#rooms/ballots/views.ts';
import type { Translate } from '#ui/words.ts';

type Asked = Pick<Ballot, 'rule' | 'marks'>;
type Formats = { money(amount: bigint): string; list(items: readonly string[]): string };

/** What it came to, in a sentence: the title of the result. */
export function tellOutcome(
	{ rule }: Asked,
	{ quorum, accepted, lines, money, votes }: Omit<ResultView, 'proof'>,
	t: Translate,
	formats: Formats,
): string {
	if (votes === 0) return t('ballots.outcome.nobody');
	if (quorum && !quorum.reached) return t('ballots.outcome.no-quorum');
	if (rule.kind === 'decision') return t(accepted ? 'ballots.outcome.accepted' : 'ballots.outcome.declined');
	const won = lines.filter((one) => one.won);
	if (rule.kind === 'budget')
		return t('ballots.outcome.funded', { count: won.length, spent: formats.money(money?.spent ?? 0n) });
	if (won.length === 0) return t('ballots.outcome.nothing-chosen');
	return t('ballots.outcome.chosen', {
		count: won.length,
		names: formats.list(won.map(({ title }) => t('counting.quoted', { name: title }))),
	});
}

/** What stands at the bars: votes, points, or the mean score. Places of a ranking are no sizes: they have none. */
export function measureOf({ rule, marks }: Asked): 'votes' | 'points' | 'mean' | null {
	if (rule.kind === 'budget')
		return marks.kind === 'choose-1' || marks.kind === 'approval' ? 'votes' : 'points';
	if (marks.kind === 'ranking') return null;
	if (rule.kind === 'choice' && rule.name === 'score-mean') return 'mean';
	if (rule.kind === 'choice' && rule.name === 'majority-judgement') return 'mean';
	return marks.kind === 'choose-1' || marks.kind === 'approval' ? 'votes' : 'points';
}

export function sizeOf(
	line: { votes: number; points: number },
	measure: 'votes' | 'points' | 'mean',
): number {
	if (measure === 'mean') return line.votes === 0 ? 0 : line.points / line.votes;
	return line[measure];
}
