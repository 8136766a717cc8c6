import type { AnyEndpoint, Example } from './endpoint.ts';

/** What stands in the braces of an example where nobody runs it. */
const shown: Record<string, string> = {
	territory: '5907',
	number: '66-001-2026-000001',
	category: 'roads.potholes',
	key: 'veche_5907_…',
	vote: '019345b2-0000-4000-8000-000000000000',
	counted: '019345b2-0000-4000-8000-000000000000',
	sheet: 'K7QF-2MZA-9X',
};
const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (all, name: string) => shown[name] ?? all);

/** An example as one types it in a terminal, and what comes back. */
export function exampleOf(
	endpoint: Pick<AnyEndpoint, 'method' | 'path' | 'scope'>,
	example: Example,
	base: string,
): { request: string; answer: string | null; status: number } {
	let path = endpoint.path;
	for (const [name, value] of Object.entries({
		territory: '{territory}',
		number: '{number}',
		...example.params,
	}))
		path = path.replace(`{${name}}`, fill(value));
	const query = new URLSearchParams(
		Object.entries(example.query ?? {}).map(([name, value]) => [name, fill(value)]),
	).toString();
	const lines = [
		`curl ${endpoint.method === 'GET' ? '' : `-X ${endpoint.method} `}'${base}${path}${query ? `?${query}` : ''}'`,
		...(endpoint.scope ? [`-H 'Authorization: Bearer ${shown.key}'`] : []),
		...Object.entries(example.headers ?? {}).map(([name, value]) => `-H '${name}: ${value}'`),
		...(example.body === undefined
			? []
			: [`-H 'Content-Type: application/json'`, `-d '${fill(JSON.stringify(example.body, null, 2))}'`]),
	];
	return {
		request: lines.join(' \\\n  '),
		answer: example.answer === undefined ? null : fill(JSON.stringify(example.answer, null, 2)),
		status: example.status,
	};
}
