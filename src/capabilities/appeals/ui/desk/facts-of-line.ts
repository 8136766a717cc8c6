import { dayStyle } from '#ui/format.ts';
import type { Translate } from '#ui/words.ts';
import { roleOf } from '../../answering/step.ts';
import type { Column } from '../../desk/asked.ts';
import type { DeskLine } from '../../desk/inbox-view.ts';

/** What stands in a column for a line, in words; the number, the term and the state are drawn by whoever shows the line. */
export function inColumn(
	line: DeskLine,
	column: Column,
	frame: { t: Translate; date: (when: Date, style?: 'day' | 'long') => string },
): string {
	const { t, date } = frame;
	switch (column) {
		case 'category':
			return line.categoryName;
		case 'place':
			return line.placeWords;
		case 'territory':
			return line.territoryName ?? '';
		case 'executor':
			return line.executorName ?? '';
		case 'filed':
			return date(line.filedAt, dayStyle(line.filedAt));
		case 'changed':
			return t('appeals.inbox.changed', { date: date(line.changedAt, dayStyle(line.changedAt)) });
		case 'returns':
			return line.returns > 0 ? t('appeals.inbox.returned', { count: line.returns }) : '';
		case 'joined':
			return line.joined > 0 ? t('appeals.card.joined', { count: line.joined }) : '';
		case 'channel':
			return t.any(`appeals.channel.${line.channel}`);
		case 'state':
			return t.any(`appeals.state.${line.state}`);
		case 'number':
		case 'term':
			return '';
	}
}

/** What an official must not overlook, whatever columns they chose. */
export function marksOf(line: DeskLine, t: Translate, date: (day: string) => string): string[] {
	const marks: string[] = [];
	if (line.urgent) marks.push(t('appeals.urgent.mark'));
	if (line.insteadOf)
		marks.push(t('appeals.inbox.instead-of', { name: line.executorName ?? '', until: date(line.insteadOf) }));
	if (line.part) marks.push(t.any(`appeals.inbox.part.${line.part}`));
	if (line.asked) marks.push(t('appeals.inbox.is-asked'));
	if (line.approval)
		marks.push(t('appeals.inbox.waits-approval', { role: t.any(`roles.${roleOf(line.approval)}`) }));
	if (line.merged > 0) marks.push(t('appeals.inbox.merged', { count: line.merged }));
	return marks;
}
