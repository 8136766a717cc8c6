import { tally } from '../profile.ts';
import { type BreakTie, orderByRule } from '../ties.ts';
import { Basket, type Election } from './election.ts';

/**
 * Places that are promised to groups (`least`): the projects of such a group with most points are funded before all others, from
 * the same money, as many as are promised and fit. Groups in their listed order; any rule counts the rest.
 */
export function reserved(election: Election, breakTie: BreakTie): { project: number; group: number }[] {
	const groups = election.groups ?? [];
	if (!groups.some(({ least }) => least)) return [];
	const { points } = tally(election.profile);
	const basket = new Basket(election);
	const chosen: { project: number; group: number }[] = [];
	for (const [g, { projects }] of groups.entries())
		for (const project of byPoints(projects, points, breakTie)) {
			if (basket.lacks(g) <= 0) break;
			if (basket.has(project) || basket.hindrance(project)) continue;
			basket.add(project);
			chosen.push({ project, group: g });
		}
	return chosen;
}

function byPoints(projects: readonly number[], points: Float64Array, breakTie: BreakTie): number[] {
	const equal = Map.groupBy(projects, (c) => points[c]!);
	return [...equal.keys()].sort((a, b) => b - a).flatMap((sum) => orderByRule(breakTie, equal.get(sum)!));
}
