import { needsOf } from './evaluate.ts';
import type { Model, Place } from './tree.ts';
import { conditionParts } from './walk.ts';

/** A place where an equation looks ahead: so many periods at most. */
export type Lead = { equation: string; name: string; periods: number; place: Place };

/** Where a model looks ahead, in the order of the text: it is then solved for all periods together. */
export function leadsOf(model: Model): Lead[] {
	return model.equations.flatMap((one) => {
		const parts =
			one.kind === 'behavioural'
				? [one.right]
				: one.branches.flatMap((branch) => [branch.right, ...conditionParts(branch.condition)]);
		return parts.flatMap((part) =>
			needsOf(part)
				.map(({ name, place, offsets }) => ({
					equation: one.name,
					name,
					place,
					periods: Math.max(...offsets),
				}))
				.filter(({ periods }) => periods > 0),
		);
	});
}
