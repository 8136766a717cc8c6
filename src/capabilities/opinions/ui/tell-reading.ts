import type { ReadingView } from '#rooms/opinions/views.ts';
import type { Translate } from '#ui/words.ts';

/** What the marks come to: the finding, and a sentence on what it means. */
export function tellReading(
	{ verdict, groups, common, counted, needed }: ReadingView,
	least: number,
	t: Translate,
): { finding: string; meaning: string } {
	if (verdict === 'groups')
		return {
			finding: t('opinions.verdict.groups', { count: groups.length }),
			meaning:
				common.length > 0
					? t('opinions.verdict.groups.common', { count: common.length })
					: t('opinions.verdict.groups.apart'),
		};
	if (verdict === 'one-opinion')
		return { finding: t('opinions.verdict.one-opinion'), meaning: t('opinions.verdict.one-opinion.how') };
	return {
		finding: t('opinions.verdict.too-few'),
		meaning: t('opinions.verdict.too-few.how', { needed, counted, least }),
	};
}
