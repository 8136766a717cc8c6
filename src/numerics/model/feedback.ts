/**
 * Nodes without which a directed graph has no cycle: few, not surely the fewest (that is NP-hard). The contractions of Levy and
 * Low (1988, Journal of Algorithms 9) keep the number least where they apply: a node that leads to itself is taken, one without
 * ways in or out goes, one with a single way in or out is merged into that neighbour. Where none applies the node with the most
 * ways through it is taken.
 */
export function feedbackNodes(leadsTo: readonly (readonly number[])[]): number[] {
	const outward = leadsTo.map((to) => new Set(to));
	const inward = leadsTo.map(() => new Set<number>());
	for (const [from, to] of outward.entries()) for (const one of to) inward[one]!.add(from);
	const left = new Set(leadsTo.keys());
	const taken: number[] = [];

	const remove = (node: number) => {
		for (const to of outward[node]!) inward[to]!.delete(node);
		for (const from of inward[node]!) outward[from]!.delete(node);
		left.delete(node);
	};
	const merge = (node: number) => {
		const from = [...inward[node]!];
		const to = [...outward[node]!];
		remove(node);
		for (const f of from)
			for (const t of to) {
				outward[f]!.add(t);
				inward[t]!.add(f);
			}
	};
	const contract = (node: number): boolean => {
		if (outward[node]!.has(node)) {
			taken.push(node);
			remove(node);
		} else if (inward[node]!.size === 0 || outward[node]!.size === 0) remove(node);
		else if (inward[node]!.size === 1 || outward[node]!.size === 1) merge(node);
		else return false;
		return true;
	};

	while (left.size > 0) {
		let changed = false;
		for (const node of [...left]) if (contract(node)) changed = true;
		if (changed) continue;
		let best = -1;
		let most = -1;
		for (const node of left) {
			const ways = inward[node]!.size * outward[node]!.size;
			if (ways > most) {
				most = ways;
				best = node;
			}
		}
		taken.push(best);
		remove(best);
	}
	return taken.sort((x, y) => x - y);
}
