import type { EventView } from '#rooms/ballots/views.ts';
import type { TimelineEntry } from '#ui/Timeline.svelte';
import type { Translate } from '#ui/words.ts';

type Line = TimelineEntry & { event: string | null };

/** What happened to a vote, and what comes next. */
export function linesOf(
	ballot: { state: string; events: readonly EventView[]; opensAt: Date | null; closesAt: Date | null },
	t: Translate,
	date: (at: Date | string, style: 'moment') => string,
): Line[] {
	const past = ballot.events.map(({ id, at, kind, by, reason, before, after }): Line => {
		const isTime = kind === 'prolonged' && before && after;
		const change = isTime
			? t('ballots.event.from-to', { from: date(before, 'moment'), to: date(after, 'moment') })
			: kind === 'eligible-set' && after
				? t('ballots.event.eligible', { number: after })
				: kind === 'pack-taken-back' && after
					? t('ballots.event.pack', { pack: after })
					: '';
		return {
			event: id,
			title: t.any(`ballots.event.${kind}`),
			at,
			...(by?.name ? { by: by.name } : {}),
			text: [change, reason].filter(Boolean).join(' '),
		};
	});
	const next: Line[] = [];
	if (ballot.state === 'announced' && ballot.opensAt)
		next.push({
			event: null,
			title: t('ballots.event.will-open'),
			at: ballot.opensAt,
			when: date(ballot.opensAt, 'moment'),
			state: 'next',
		});
	if ((ballot.state === 'announced' || ballot.state === 'open') && ballot.closesAt)
		next.push(
			{
				event: null,
				title: t('ballots.event.will-close'),
				at: ballot.closesAt,
				when: date(ballot.closesAt, 'moment'),
				state: 'next',
			},
			{ event: null, title: t('ballots.event.will-count'), state: 'next' },
		);
	return [...past, ...next];
}
