import { database } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { onMap } from './cells.ts';
import type { ConversationRef } from './conversation.ts';
import { limits, privacy } from './limits.ts';
import type { OwnMark } from './marks-store.server.ts';
import type { Content } from './reading.ts';
import * as readings from './readings-store.server.ts';
import { seen } from './see.ts';
import { wordsIn } from './statement-view.ts';
import { statementsBy } from './statements-store.server.ts';
import { shownTo } from './view-conversation.ts';
import type { ReadingView, Said, SplitView, StatementRef } from './views.ts';

/** The last reading; null: nothing was read yet, or this reader does not see results now (`resultsShown` says). */
export async function readingOf(actor: Actor, ref: ConversationRef): Promise<ReadingView | null> {
	const conversation = await seen(actor, ref);
	const reader = await shownTo(actor, conversation);
	if (reader.resultsShown !== 'shown') return null;
	const db = database();
	const reading = await readings.readReading(db, ref);
	if (!reading) return null;
	const { content } = reading;
	const rows = await statementsBy(db, ref, { states: ['shown'] });
	const known = new Map(rows.map((row) => [row.number, wordsIn(row, actor.lang)]));
	const splits = splitsOf(content, known);
	const { participant, marks } = reader.own;
	const place = placeFor(content, marks);
	const group = place && participant !== null ? await readings.groupOf(db, ref, participant) : null;
	const { groups } = content;
	return {
		at: reading.at,
		people: reading.people,
		counted: content.counted,
		marks: reading.marks,
		verdict: content.verdict,
		needed: privacy.counted,
		groups: groups.map(({ name, people, telling }) => ({
			name,
			people,
			share: people / content.counted,
			telling: telling.flatMap(({ statement, ...one }) => {
				const words = known.get(statement);
				return words ? [{ statement: words, ...one }] : [];
			}),
		})),
		common: content.common.flatMap(({ statement, side }) => {
			const split = splits.get(statement);
			return split ? [{ ...split, side }] : [];
		}),
		dividing: content.dividing.flatMap((number) => splits.get(number) ?? []),
		unseen: content.unseen.flatMap(({ statement, ...one }) => {
			const words = known.get(statement);
			return words ? [{ ...words, ...one }] : [];
		}),
		cells: content.cells,
		me: place && { ...place, group: groups.some(({ name }) => name === group) ? group : null },
	};
}

/** What groups and all said of statements that are still shown. */
function splitsOf(content: Content, known: ReadonlyMap<number, StatementRef>): Map<number, SplitView> {
	const splits = new Map<number, SplitView>();
	for (const [number, ...counts] of content.said) {
		const statement = known.get(number!);
		if (!statement) continue;
		const at = (place: number): Said => ({
			agree: counts[place]!,
			disagree: counts[place + 1]!,
			pass: counts[place + 2]!,
		});
		splits.set(number!, {
			statement,
			all: at(0),
			groups: content.groups.map((_, g) => at(3 + 3 * g)),
		});
	}
	return splits;
}

/** As everybody's place is worked out (`numerics/opinions/places.ts`), by the axes of the last reading. */
function placeFor({ map, verdict }: Content, marks: readonly OwnMark[]): { x: number; y: number } | null {
	if (!map || verdict === 'too-few') return null;
	const placeIn = new Map(map.used.map((number, place) => [number, place]));
	let [x, y, met] = [0, 0, 0];
	for (const { statement, mark } of marks) {
		const at = placeIn.get(statement);
		if (at === undefined) continue;
		x += (mark - map.means[at]!) * map.axes[0][at]!;
		y += (mark - map.means[at]!) * map.axes[1][at]!;
		met++;
	}
	if (met < Math.min(limits.marksForResults, map.used.length)) return null;
	const out = Math.sqrt(map.used.length / (met + 20));
	return { x: onMap(x * out, map.scale), y: onMap(y * out, map.scale) };
}
