import type { Appeal } from '../appeal.ts';

/** Who sees the appeal, in words; while it is hidden, whom its author chose, and that it is hidden now. */
export function seenBy(
	appeal: Pick<Appeal, 'visibility' | 'hiddenWas'>,
	whose: 'mine' | 'other',
	any: (key: string, facts?: Record<string, string>) => string,
): string {
	if (!appeal.hiddenWas) return any(`appeals.visibility.${appeal.visibility}`);
	return any('appeals.hiding.chosen', { whose, chosen: any(`appeals.visibility.${appeal.hiddenWas}`) });
}
