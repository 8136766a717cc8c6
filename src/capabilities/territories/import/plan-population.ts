import { kinds } from '../kind.ts';
import type { Row } from './formats.ts';
import type { World } from './world.ts';

const source = 'Росстат, БД ПМО';

/**
 * Residents of municipalities from the database of Rosstat as SberIndex gives it: rows by age and sex, of which the wholes are
 * summed. Codes are those of the SberIndex list, which must be in already. A region whose municipalities are all counted
 * gets their sum.
 */
export function planPopulation(world: World, rows: readonly Row[], within?: (code: string) => boolean): void {
	const sums = new Map<string, { line: number; code: string; year: number; people: number; sexes: number }>();
	for (const { line, values: v } of rows) {
		world.count('rows');
		const year = Number(v.year);
		const people = Number(v.value);
		if (!(year > 1900 && year < 2200) || v.value === '' || !Number.isFinite(people)) {
			world.note(line, 'warning', 'population-malformed', { value: `${v.year} ${v.value}`.slice(0, 40) });
			continue;
		}
		const code = v.territory_id ?? '';
		const key = `${code} ${year}`;
		const sum = sums.get(key) ?? { line, code, year, people: 0, sexes: 0 };
		// the list repeats some rows; a third one for the same year is a copy
		if (sum.sexes < 2) sums.set(key, { ...sum, people: sum.people + people, sexes: sum.sexes + 1 });
	}
	const touched = new Set<number>();
	for (const { line, code, year, people, sexes } of sums.values()) {
		const node = world.byOtherCode('sberindex', code);
		if (!node) world.note(line, 'warning', 'register-code-unknown', { code: code.slice(0, 20) });
		else if (sexes !== 2)
			world.note(line, 'warning', 'population-half', { name: node.name.nominative, year });
		else if (within && !within(node.code ?? ''))
			world.note(line, 'wrong', 'outside', { code: node.code ?? '', name: node.name.nominative });
		else if (node.validTo === null) {
			world.count('matched');
			const day = `${year}-01-01`;
			if ((node.populationOn ?? '') < day)
				world.change(node, { population: Math.round(people), populationOn: day, populationSource: source });
			if (node.parent !== null) touched.add(node.parent);
		}
	}
	for (const id of touched) sumUp(world, id);
}

function sumUp(world: World, id: number): void {
	const region = world.nodes.get(id);
	if (region?.kind !== 'region') return;
	const parts = world.childrenOf(id).filter((node) => node.validTo === null && kinds[node.kind].rank === 3);
	const days = new Set(parts.map((node) => node.populationOn));
	const [day] = days;
	if (parts.length === 0 || days.size !== 1 || !day || parts.some((node) => node.population === null)) return;
	if ((region.populationOn ?? '') >= day) return;
	const people = parts.reduce((sum, node) => sum + (node.population ?? 0), 0);
	world.change(region, { population: people, populationOn: day, populationSource: source });
	world.count('regions-summed');
}
