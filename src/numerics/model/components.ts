/**
 * Strongly connected components of a directed graph by Tarjan (1972, SIAM Journal on Computing 1). Node i leads to `leadsTo[i]`;
 * a component comes after all to which it leads, so for equations that lead to what they need it is the order of solving.
 */
export function stronglyConnected(leadsTo: readonly (readonly number[])[]): number[][] {
	const n = leadsTo.length;
	const index = new Int32Array(n).fill(-1);
	const low = new Int32Array(n);
	const waiting = new Uint8Array(n);
	const stack: number[] = [];
	const components: number[][] = [];
	let count = 0;
	// an own stack of calls: models of tens of thousands of stacked equations would overflow that of the machine
	const calls: { node: number; next: number }[] = [];
	for (let root = 0; root < n; root++) {
		if (index[root]! >= 0) continue;
		calls.push({ node: root, next: 0 });
		while (calls.length > 0) {
			const call = calls[calls.length - 1]!;
			const { node } = call;
			if (call.next === 0) {
				index[node] = low[node] = count++;
				stack.push(node);
				waiting[node] = 1;
			}
			const next = leadsTo[node]![call.next++];
			if (next !== undefined) {
				if (index[next]! < 0) calls.push({ node: next, next: 0 });
				else if (waiting[next]) low[node] = Math.min(low[node]!, index[next]!);
				continue;
			}
			calls.pop();
			const caller = calls[calls.length - 1];
			if (caller) low[caller.node] = Math.min(low[caller.node]!, low[node]!);
			if (low[node] !== index[node]) continue;
			const component: number[] = [];
			let one: number;
			do {
				one = stack.pop()!;
				waiting[one] = 0;
				component.push(one);
			} while (one !== node);
			components.push(component.sort((x, y) => x - y));
		}
	}
	return components;
}
