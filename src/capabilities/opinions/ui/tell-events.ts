import type { EventView } from '#rooms/opinions/views.ts';
import type { TimelineEntry } from '#ui/Timeline.svelte';
import type { Translate } from '#ui/words.ts';

/** What happened to a conversation, and what comes next. */
export function linesOf(
	{ state, events, closesAt }: { state: string; events: readonly EventView[]; closesAt: Date | null },
	t: Translate,
	date: (at: Date | string, style: 'moment') => string,
): TimelineEntry[] {
	const past = events.map(({ at, kind, by, reason, before, after }): TimelineEntry => {
		const change =
			kind === 'prolonged' && after
				? t('opinions.event.until', {
						from: before ? date(before, 'moment') : '',
						to: date(after, 'moment'),
						had: before ? 'yes' : 'no',
					})
				: '';
		return {
			title: t.any(`opinions.event.${kind}`),
			at,
			...(by?.name ? { by: by.name } : {}),
			text: [change, reason].filter(Boolean).join(' '),
		};
	});
	if (state !== 'open' || !closesAt) return past;
	return [
		...past,
		{
			title: t('opinions.event.will-close'),
			at: closesAt,
			when: date(closesAt, 'moment'),
			state: 'next',
		},
	];
}
