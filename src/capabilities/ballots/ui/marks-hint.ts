import type { Ballot } from '#rooms/ballots/ballot.ts';
import type { Translate } from '#ui/words.ts';

/** What to mark, in a sentence. */
export function hintOf({ marks, options }: Pick<Ballot, 'marks' | 'options'>, t: Translate): string {
	switch (marks.kind) {
		case 'choose-1':
			return t('ballots.paper.hint.one');
		case 'approval':
			return t('ballots.paper.hint.several', {
				least: marks.least ?? 0,
				most: marks.most ?? options.length,
				all: marks.most === undefined || marks.most >= options.length ? 'yes' : 'no',
			});
		case 'cumulative':
			return [
				t('ballots.paper.hint.points', { points: marks.points }),
				marks.mostOnOne === undefined ? '' : t('ballots.paper.hint.most-on-one', { most: marks.mostOnOne }),
				marks.all ? t('ballots.paper.hint.all-points') : '',
			]
				.filter(Boolean)
				.join(' ');
		case 'score':
			return t('ballots.paper.hint.score', { from: marks.from, to: marks.to });
		case 'ranking':
			return [
				t('ballots.paper.hint.ranking'),
				marks.shared ? t('ballots.paper.hint.shared') : '',
				(marks.least ?? 0) > 0 ? t('ballots.paper.hint.rank-least', { least: marks.least ?? 0 }) : '',
				marks.most !== undefined && marks.most < options.length
					? t('ballots.paper.hint.rank-most', { most: marks.most })
					: '',
			]
				.filter(Boolean)
				.join(' ');
	}
}
