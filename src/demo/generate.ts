import { appealsOf } from './generate-appeals.ts';
import { historyOf } from './generate-history.ts';
import { peopleOf } from './generate-people.ts';
import { territoriesOf } from './generate-territories.ts';
import { randomOf } from './random.ts';
import type { DemoRows } from './rows.ts';

export type DemoOptions = {
	seed?: string;
	/** The moment that the rows lead up to; nothing in them is later. The generator has no clock of its own. */
	now: Date;
	/** Appeals of the main city; the others follow in proportion. */
	appeals?: number;
	/** Appeals of the main city in the two years before, besides those; 0: none. */
	history?: number;
	/** Without drawings where only rows matter. */
	drawings?: boolean;
	/** Without what was said against answers afterwards, and without their scores. */
	aftermath?: boolean;
};

/** The zone of the demonstration, fixed all year round. */
export const zone = 'Asia/Yekaterinburg';

/** The whole invented territory as plain rows: the same seed and moment give the same rows on every machine. */
export function generateDemo({
	seed = 'veche',
	now,
	appeals = 420,
	history = 0,
	drawings = true,
}: DemoOptions): DemoRows {
	const random = randomOf(seed);
	const territories = territoriesOf(random.branch('territories'), now);
	const people = peopleOf(territories, random.branch('people'), now);
	const year = appealsOf({ territories, ...people }, random.branch('appeals'), now, appeals);
	return {
		territories,
		...people,
		appeals: drawings ? year : year.map((appeal) => ({ ...appeal, photographs: [] })),
		history: historyOf({ territories, ...people }, random.branch('history'), now, history),
	};
}
